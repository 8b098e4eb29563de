package dev.limpid.protocol.bhttp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of RFC 9292, section 5, and inputs that are not such messages. */
class BinaryHttpTest {

    private static final String HELLO_CONTROL = "034745540568747470" + "73000a2f68656c6c6f2e747874";
    private static final String HELLO_FIELDS =
            "0a757365722d6167656e74346375726c2f372e31362e33206c69626375726c2f372e31362e33204f70656e53534c2f302e392e376c"
                    + "207a6c69622f312e322e3304686f73740f7777772e6578616d706c652e636f6d0f6163636570742d6c616e6775616765"
                    + "06656e2c206d69";
    private static final String KNOWN = "00" + HELLO_CONTROL + "406c" + HELLO_FIELDS + "0000";
    private static final String INDETERMINATE = "02" + HELLO_CONTROL + HELLO_FIELDS + "00".repeat(13);
    private static final String INFORMED =
            "0340660772756e6e696e670a22736c65657020313522004067046c696e6b233c2f7374796c652e"
                    + "6373733e3b2072656c3d7072656c6f61643b2061733d7374796c65046c696e6b243c2f7363726970742e6a733e3b2072656c3d7072"
                    + "656c6f61643b2061733d7363726970740040c804646174651d4d6f6e2c203237204a756c20323030392031323a32383a353320474d"
                    + "5406736572766572064170616368650d6c6173742d6d6f6469666965641d5765642c203232204a756c20323030392031393a31353a"
                    + "353620474d5404657461671422333461613338372d642d3135363865623030220d6163636570742d72616e6765730562797465730e"
                    + "636f6e74656e742d6c656e67746802353104766172790f4163636570742d456e636f64696e670c636f6e74656e742d747970650a74"
                    + "6578742f706c61696e003348656c6c6f20576f726c6421204d7920636f6e74656e7420696e636c75646573206120747261696c696e"
                    + "672043524c462e0d0a0000";
    private static final String TRAILED =
            "0140c8001d5468697320636f6e74656e7420636f6e7461696e732043524c462e0d0a0d07747261696c65720474657874";
    private static final String TRAILED_INDETERMINATE =
            "0340c8001d5468697320636f6e74656e7420636f6e7461696e732043524c462e0d0a0007747261696c6572047465787400";
    private static final String SMALL = "00034745540568747470730b6578616d706c652e636f6d012f";

    @Test
    void request_isReadInBothForms_andWrittenInOne() throws Exception {
        BinaryRequest hello = request(KNOWN);
        assertThat(hello.method()).isEqualTo("GET");
        assertThat(hello.scheme()).isEqualTo("https");
        assertThat(hello.authority()).isEmpty();
        assertThat(hello.path()).isEqualTo("/hello.txt");
        assertThat(hello.fields())
                .containsExactly(
                        new HeaderField("user-agent", "curl/7.16.3 libcurl/7.16.3 OpenSSL/0.9.7l zlib/1.2.3"),
                        new HeaderField("host", "www.example.com"),
                        new HeaderField("accept-language", "en, mi"));
        assertThat(request(INDETERMINATE).bytes()).isEqualTo(hex(KNOWN));
        assertThat(hello.bytes()).isEqualTo(hex(KNOWN));
    }

    @Test
    void response_isReadWithWhatCameBeforeItAndWhatFollows() throws Exception {
        BinaryResponse informed = response(INFORMED);
        assertThat(informed.informational())
                .extracting(BinaryResponse.Informational::status)
                .containsExactly(102, 103);
        assertThat(informed.informational().get(0).fields())
                .containsExactly(new HeaderField("running", "\"sleep 15\""));
        assertThat(informed.status()).isEqualTo(200);
        assertThat(informed.field("content-length")).contains("51");
        assertThat(new String(informed.content(), US_ASCII))
                .isEqualTo("Hello World! My content includes a trailing CRLF.\r\n");
        assertThat(response(HexFormat.of().formatHex(informed.bytes())))
                .usingRecursiveComparison()
                .isEqualTo(informed);
        BinaryResponse trailed = response(TRAILED);
        assertThat(trailed.trailers()).containsExactly(new HeaderField("trailer", "text"));
        assertThat(trailed.bytes()).isEqualTo(hex(TRAILED));
        assertThat(response(TRAILED_INDETERMINATE)).usingRecursiveComparison().isEqualTo(trailed);
    }

    @Test
    void emptySections_mayBeMissing_andZerosMayFollow() throws Exception {
        assertThat(request(SMALL).authority()).isEqualTo("example.com");
        assertThat(request(SMALL + "00".repeat(100))).usingRecursiveComparison().isEqualTo(request(SMALL));
        assertThat(request(KNOWN.substring(0, KNOWN.length() - 4)))
                .usingRecursiveComparison()
                .isEqualTo(request(KNOWN));
        assertThat(response("0140c8").status()).isEqualTo(200);
        assertThat(response("0340c8").content()).isEmpty();
    }

    /** Every truncated one is either another message, which lacks sections, or refused; nothing else happens. */
    @Test
    void messageCutAnywhere_isRefusedOrLacksWholeSections() {
        for (String whole : List.of(KNOWN, INFORMED, TRAILED, TRAILED_INDETERMINATE, INDETERMINATE)) {
            byte[] bytes = hex(whole);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                try {
                    if (bytes[0] % 2 == 0) {
                        assertThat(BinaryRequest.read(cut).content()).isEmpty();
                    } else {
                        assertThat(BinaryResponse.read(cut).trailers()).isEmpty();
                    }
                } catch (MalformedMessageException e) {
                    assertThat(e.getMessage()).contains(", expected ").contains("at byte ");
                }
            }
        }
    }

    @Test
    void whatIsNoMessage_isRefusedWithTheReason() {
        String start = "0004504f5354056874747073" + "00" + "012f";
        Map<String, String> requests = Map.ofEntries(
                Map.entry("", "ends before its framing indicator"),
                Map.entry("01" + SMALL.substring(2), "framing indicator 1"),
                Map.entry("04", "framing indicator 4"),
                Map.entry("0001", "ends 0 bytes after the length of the method"),
                Map.entry("00ffffffffffffffff", "after the length of the method"),
                Map.entry("0000", "not a token"),
                Map.entry("0003472054" + "056874747073" + "00" + "012f", "not a token"),
                Map.entry("0004504f535405687474707300" + "022f20", "its path"),
                Map.entry("0004504f53540568740a707300" + "012f", "its scheme"),
                Map.entry(start + "09073a73746174757300", "field's name"),
                Map.entry(start + "070548454c4c4f00", "field's name"),
                Map.entry(start + "020000", "field's name"),
                Map.entry(start + "04016101" + "0a", "line end"),
                Map.entry(start + "04016101" + "20", "blank"),
                Map.entry(start + "030161016100", "after its section"),
                Map.entry(start + "03016100" + "00" + "00" + "01", "has more after its end"),
                Map.entry(start + "000561", "after the length of the content"),
                Map.entry(SMALL + "0000000001", "has more after its end"),
                Map.entry(SMALL + "40", "ends within"),
                Map.entry("02" + HELLO_CONTROL + HELLO_FIELDS, "ends before its length of the field's name"),
                Map.entry("02" + HELLO_CONTROL + "00" + "0161", "ends before its length of the content's next part"));
        requests.forEach((bytes, why) -> assertThatThrownBy(() -> request(bytes))
                .as(bytes)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why));
        Map<String, String> responses = Map.of(
                "0040c8", "framing indicator 0",
                "01", "ends before its status",
                "014067", "ends before its status",
                "0132", "the status 50",
                "01425800", "the status 600",
                "0340c8017800", "ends before");
        responses.forEach((bytes, why) -> assertThatThrownBy(() -> response(bytes))
                .as(bytes)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why));
    }

    @Test
    void manyFields_areRefused() {
        List<HeaderField> many = Collections.nCopies(257, new HeaderField("a", ""));
        byte[] bytes = new BinaryRequest("GET", "https", "", "/", many, new byte[0]).bytes();
        assertThatThrownBy(() -> BinaryRequest.read(bytes)).hasMessageContaining("more than 256 fields");
    }

    @Test
    void fields_areHeldToTheSameRule_whenTheyAreMade() {
        assertThatThrownBy(() -> new HeaderField("Upper", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeaderField("a", "x\r\nb: c")).isInstanceOf(IllegalArgumentException.class);
    }

    private static BinaryRequest request(String hex) throws MalformedMessageException {
        return BinaryRequest.read(hex(hex));
    }

    private static BinaryResponse response(String hex) throws MalformedMessageException {
        return BinaryResponse.read(hex(hex));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /**
     * Text that a log or a file system would show as something else is not an address, and nothing may follow a
     * message.
     */
    @Test
    void charactersThatNobodySees_areInNoAddress_andNothingButZerosFollowsAMessage() throws Exception {
        assertThat(request(SMALL + "000000").path()).isEqualTo("/");
        for (String odd : new String[] {
            SMALL.replace("012f", "010a"),
            SMALL.replace("012f", "0120"),
            SMALL.replace("6874747073", "687474700a"),
            SMALL.replace("2e636f6d", "09636f6d")
        }) {
            assertThat(odd).isNotEqualTo(SMALL);
            assertThatThrownBy(() -> request(odd)).as(odd).isInstanceOf(MalformedMessageException.class);
        }
        assertThat(response("0140c8000000").status()).isEqualTo(200);
        for (String behind : new String[] {"01", "0001", "ff"}) {
            assertThatThrownBy(() -> response("0140c8000000" + behind))
                    .as(behind)
                    .isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> request(SMALL + "000000" + behind))
                    .as(behind)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }
}
