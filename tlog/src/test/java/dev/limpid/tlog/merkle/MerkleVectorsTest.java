package dev.limpid.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.TlogException;
import dev.limpid.tlog.Vectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Needs(Tool.VECTORS)
class MerkleVectorsTest {

    @Test
    void inclusion_agreesWithEveryVector() throws IOException {
        check(
                "merkle/inclusion",
                90,
                vector -> Inclusion.verify(
                        number(vector, "leafIdx"),
                        hash(vector, "leafHash"),
                        number(vector, "treeSize"),
                        hash(vector, "root"),
                        proof(vector)));
    }

    @Test
    void consistency_agreesWithEveryVector() throws IOException {
        check(
                "merkle/consistency",
                90,
                vector -> Consistency.verify(
                        number(vector, "size1"),
                        hash(vector, "root1"),
                        number(vector, "size2"),
                        hash(vector, "root2"),
                        proof(vector)));
    }

    private interface Verification {
        void run(Map<String, Object> vector) throws TlogException;
    }

    private static void check(String folder, int atLeast, Verification verification) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(Vectors.folder(folder))) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(atLeast);
        for (Path file : files) {
            Map<String, Object> vector = read(file);
            boolean refused = false;
            try {
                verification.run(vector);
            } catch (TlogException e) {
                refused = true;
            }
            assertThat(refused).as(file.toString()).isEqualTo(vector.get("wantErr"));
        }
    }

    /** Sizes of 2^63 and more become negative, and must be refused, too. */
    private static long number(Map<String, Object> vector, String name) {
        return ((BigInteger) vector.getOrDefault(name, BigInteger.ZERO)).longValue();
    }

    /** One vector compares roots that are not hashes ("don't care"); any hash of them compares in the same way. */
    private static Hash hash(Map<String, Object> vector, String name) throws TlogException {
        byte[] bytes = Base64Text.decode((String) vector.getOrDefault(name, ""));
        return bytes.length == 0 || bytes.length == Hash.LENGTH ? Hash.of(bytes) : Hash.ofLeaf(bytes);
    }

    private static List<Hash> proof(Map<String, Object> vector) throws TlogException {
        List<Hash> proof = new ArrayList<>();
        for (Object hash : (List<?>) vector.getOrDefault("proof", List.of())) {
            proof.add(Hash.parse((String) hash));
        }
        return proof;
    }

    private static Map<String, Object> read(Path file) throws IOException {
        Map<String, Object> vector = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case START_ARRAY -> {
                        List<String> hashes = new ArrayList<>();
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            hashes.add(json.getText());
                        }
                        vector.put(name, hashes);
                    }
                    case VALUE_STRING -> vector.put(name, json.getText());
                    case VALUE_NUMBER_INT -> vector.put(name, json.getBigIntegerValue());
                    case VALUE_TRUE, VALUE_FALSE -> vector.put(name, json.getBooleanValue());
                    default -> {}
                }
            }
        }
        return vector;
    }
}
