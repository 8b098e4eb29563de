package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child uses the route that its program was given. */
class ChildCommandTest {

    private static final String VALUE = "127.0.0.1";

    @ParameterizedTest
    @ValueSource(
            strings = {"limpid.proxy", "https.proxyHost", "http.nonProxyHosts", "socksProxyHost", "socksProxyPort"})
    void wayOut_isTheProgramsOwn(String property) {
        System.setProperty(property, VALUE);
        try {
            List<String> line =
                    ChildCommand.of("telemetry.example.org").orElseThrow().command();
            assertThat(line).contains("-D" + property + "=" + VALUE);
        } finally {
            System.clearProperty(property);
        }
    }
}
