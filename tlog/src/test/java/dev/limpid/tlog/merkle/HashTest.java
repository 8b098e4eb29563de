package dev.limpid.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is hashed, by the definition of RFC 6962, section 2.1: a leaf can never pass for a node. */
class HashTest {

    private static byte[] sha256(byte[]... parts) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    }

    @Test
    void leaf_isHashedBehindAZero_andANodeBehindAOne() throws Exception {
        byte[] entry = {1, 2, 3};
        Hash left = Hash.ofLeaf(entry);
        Hash right = Hash.ofLeaf(new byte[0]);
        assertThat(left.toBytes()).isEqualTo(sha256(new byte[] {0}, entry));
        assertThat(right.toBytes()).isEqualTo(sha256(new byte[] {0}));
        assertThat(Hash.ofNode(left, right).toBytes())
                .isEqualTo(sha256(new byte[] {1}, left.toBytes(), right.toBytes()));
        assertThat(Hash.OF_NOTHING.toBytes()).isEqualTo(sha256());
    }

    @Test
    void hashes_areJoinedOneAfterTheOther() throws Exception {
        Hash one = Hash.ofLeaf(new byte[] {1});
        Hash two = Hash.ofLeaf(new byte[] {2});
        byte[] joined = Hash.join(List.of(one, two));
        assertThat(joined).hasSize(64);
        assertThat(Hash.at(joined, 0)).isEqualTo(one).isNotEqualTo(two);
        assertThat(Hash.at(joined, 32)).isEqualTo(two).hasSameHashCodeAs(two);
        assertThat(one.hashCode()).isNotEqualTo(two.hashCode());
        assertThat(Hash.join(List.of())).isEmpty();
    }
}
