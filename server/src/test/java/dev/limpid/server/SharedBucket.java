package dev.limpid.server;

import dev.limpid.server.storage.s3.S3Location;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The bucket {@code limpid} in s3proxy, or in the store that {@code LIMPID_S3_ENDPOINT} names, with the credentials in
 * {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 */
final class SharedBucket {

    private static final Optional<URI> ELSEWHERE =
            Optional.ofNullable(System.getenv("LIMPID_S3_ENDPOINT")).map(URI::create);
    private static final String KEY = ELSEWHERE.isPresent() ? System.getenv("AWS_ACCESS_KEY_ID") : "identity";
    private static final String SECRET = ELSEWHERE.isPresent() ? System.getenv("AWS_SECRET_ACCESS_KEY") : "secret";

    private final @Nullable S3Proxy proxy;
    private final URI endpoint;

    private SharedBucket(@Nullable S3Proxy proxy, URI endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
    }

    /** Creates the bucket. The credentials are valid in this process until it is stopped. */
    static SharedBucket start(Path objects) throws Exception {
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", SECRET);
        SharedBucket bucket = ELSEWHERE.isPresent() ? new SharedBucket(null, ELSEWHERE.get()) : proxied(objects);
        S3Location place = new S3Location("limpid", "", Optional.of(bucket.endpoint), "us-east-1");
        try (S3Client s3 =
                place.client().httpClient(UrlConnectionHttpClient.create()).build()) {
            s3.createBucket(request -> request.bucket("limpid"));
        }
        return bucket;
    }

    private static SharedBucket proxied(Path objects) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        proxy.start();
        return new SharedBucket(proxy, URI.create("http://127.0.0.1:" + proxy.getPort()));
    }

    /** Whether its objects are files that this process can see. */
    boolean isOurs() {
        return proxy != null;
    }

    URI endpoint() {
        return endpoint;
    }

    /** For processes that use the bucket. */
    static void giveCredentials(Map<String, String> environment) {
        environment.put("AWS_ACCESS_KEY_ID", KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    }

    void stop() throws Exception {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (proxy != null) {
            proxy.stop();
        }
    }
}
