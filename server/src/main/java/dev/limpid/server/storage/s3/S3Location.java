package dev.limpid.server.storage.s3;

import dev.limpid.server.storage.AnswerStore;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where the objects are stored. The credentials come from where the AWS SDK looks for them: environment, profile,
 * machine.
 *
 * @param bucket the bucket
 * @param prefix the beginning of their names: empty, or ending with a slash
 * @param endpoint the store's address, empty for Amazon's
 * @param region its region
 */
public record S3Location(String bucket, String prefix, Optional<URI> endpoint, String region) {

    private static final int CONCURRENT = 64;
    private static final int WAITING = 8192;

    /** Opens the store. No request is sent to it before the first answer. */
    public AnswerStore open() {
        S3Client client =
                client().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        return new S3AnswerStore(client, bucket, prefix, CONCURRENT, WAITING);
    }

    /**
     * A client for this place; the caller sets the HTTP client that it uses. Answers are protected by their MD5 in
     * transit and by the SHA-256 in their metadata at rest, so it sends none of the checksums at the end of a body that newer clients add
     * on their own and that Ceph 16 answers with 400.
     */
    public S3ClientBuilder client() {
        S3ClientBuilder client = S3Client.builder()
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(Region.of(region));
        endpoint.ifPresent(address -> client.endpointOverride(address).forcePathStyle(true));
        return client;
    }
}
