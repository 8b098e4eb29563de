package dev.limpid.server.storage.s3;

import dev.limpid.server.file.Uninterruptibly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Names of objects in a bucket, page by page; an interrupt of the caller aborts nothing. Safe for use by many threads.
 */
final class Listing {

    private final S3Client s3;
    private final String bucket;

    Listing(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Receives the names of one page, of at most a thousand objects. */
    @FunctionalInterface
    interface Page {
        void names(List<String> keys) throws IOException;
    }

    /** Shows all names of objects that have this beginning. */
    void eachPage(String beginning, Page page) throws IOException {
        Iterator<ListObjectsV2Response> pages = s3.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(beginning))
                .iterator();
        Optional<List<String>> names = next(pages, beginning);
        while (names.isPresent()) {
            page.names(names.get());
            names = next(pages, beginning);
        }
    }

    private Optional<List<String>> next(Iterator<ListObjectsV2Response> pages, String beginning) throws IOException {
        return Uninterruptibly.read(() -> {
            try {
                return pages.hasNext()
                        ? Optional.of(pages.next().contents().stream()
                                .map(S3Object::key)
                                .toList())
                        : Optional.empty();
            } catch (SdkException e) {
                throw failure(beginning, e);
            }
        });
    }

    /** The folders directly below this prefix, without it and without their slashes. */
    List<String> folders(String prefix) throws IOException {
        return Uninterruptibly.read(() -> {
            List<String> names = new ArrayList<>();
            try {
                for (ListObjectsV2Response listed : s3.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix).delimiter("/"))) {
                    listed.commonPrefixes()
                            .forEach(folder -> names.add(folder.prefix()
                                    .substring(prefix.length(), folder.prefix().length() - 1)));
                }
            } catch (SdkException e) {
                throw failure(prefix, e);
            }
            return names;
        });
    }

    private IOException failure(String beginning, SdkException e) {
        return new IOException("the object store did not list " + bucket + "/" + beginning + ": " + e.getMessage(), e);
    }
}
