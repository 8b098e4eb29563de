package dev.limpid.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes of one collection on a bucket that all tests of a class share; each test has its own prefix. */
abstract class NodesTestBase {

    @TempDir
    static Path objects;

    @TempDir
    Path folder;

    static SharedBucket bucket;

    NodesOnOneBucket nodes;

    @BeforeAll
    static void start() throws Exception {
        bucket = SharedBucket.start(objects);
    }

    @AfterAll
    static void stop() throws Exception {
        bucket.stop();
    }

    @BeforeEach
    void ownPrefix() {
        nodes = new NodesOnOneBucket(folder, bucket.endpoint());
    }
}
