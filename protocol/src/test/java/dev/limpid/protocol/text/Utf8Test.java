package dev.limpid.protocol.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    /** The JDK's decoder is also strict, but cannot give the place without decoding everything. */
    @Test
    void firstMalformed_agreesWithTheJdk_onEveryTwoBytes_andOnMoreOfThem() {
        for (int i = 0; i < 0x10000; i++) {
            byte[] two = {(byte) (i >> 8), (byte) i};
            assertThat(Utf8.firstMalformed(two) < 0).as("%04x", i).isEqualTo(isUtf8(two));
        }
        byte[] edges = {0x00, 0x7f, (byte) 0x80, (byte) 0x8f, (byte) 0x90, (byte) 0x9f, (byte) 0xa0, (byte) 0xbf};
        for (int first = 0xc0; first <= 0xff; first++) {
            for (byte second : edges) {
                for (byte third : edges) {
                    byte[] three = {(byte) first, second, third};
                    assertThat(Utf8.firstMalformed(three) < 0).isEqualTo(isUtf8(three));
                    for (byte fourth : edges) {
                        byte[] four = {(byte) first, second, third, fourth};
                        assertThat(Utf8.firstMalformed(four) < 0).isEqualTo(isUtf8(four));
                    }
                }
            }
        }
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = "aß漢😀-é".repeat(3).getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThat(Utf8.firstMalformed(cut) < 0).isEqualTo(isUtf8(cut));
        }
    }

    @Test
    void firstMalformed_saysWhere() {
        assertThat(Utf8.firstMalformed(new byte[] {'a', 'b', (byte) 0xc0, (byte) 0xaf}))
                .isEqualTo(2);
        assertThat(Utf8.firstMalformed("aß漢😀".getBytes(UTF_8))).isEqualTo(-1);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
