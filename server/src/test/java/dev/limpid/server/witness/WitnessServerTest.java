package dev.limpid.server.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.SignerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {

    private static final String HEAD = "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: ";

    @TempDir
    Path folder;

    @Test
    void sendersWhoStopHalfway_keepNobodyFromBeingHeard() throws Exception {
        SignerKey key = SignerKey.generate("witness.example", KeyType.COSIGNATURE, new SecureRandom());
        List<Socket> halfway = new ArrayList<>();
        try (Witness witness = new Witness(key, List.of(), SeenHeads.open(folder), Clock.systemUTC());
                WitnessServer server =
                        WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            for (int i = 0; i < 8; i++) {
                Socket socket = connect(server);
                socket.getOutputStream().write((HEAD + "100\r\n\r\nold").getBytes(StandardCharsets.US_ASCII));
                halfway.add(socket);
            }
            try (Socket socket = connect(server)) {
                socket.getOutputStream()
                        .write((HEAD + "5\r\nConnection: close\r\n\r\nold 0").getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400 ");
            }
        } finally {
            for (Socket socket : halfway) {
                socket.close();
            }
        }
    }

    private static Socket connect(WitnessServer server) throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
