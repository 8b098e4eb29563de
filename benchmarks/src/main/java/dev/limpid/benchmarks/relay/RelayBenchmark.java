package dev.limpid.benchmarks.relay;

import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.SealedRequest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many answers per second pass through relay and gateway, and directly, in one run: {@code RelayBenchmark ANSWERS PAIRS
 * FOLDER}. Server and relay are separate processes on the same cores as the load. Answers are sealed before the clock starts, since in
 * reality many machines do that. Each pair of rows sends this many answers directly, then as many through the relay.
 */
public final class RelayBenchmark {

    private static final int CONNECTIONS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Process server;
    private final Process relay;

    private record Outcome(
            double perSecond, double p50, double p99, long bytes, double serverMicros, double relayMicros) {
        void print(String way) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %.1f | %,d | %.0f | %.0f |%n",
                    way,
                    perSecond,
                    p50,
                    p99,
                    bytes,
                    serverMicros,
                    relayMicros);
        }
    }

    private RelayBenchmark(Process server, Process relay) {
        this.server = server;
        this.relay = relay;
    }

    public static void main(String[] arguments) throws Exception {
        int answers = Integer.parseInt(arguments[0]);
        int pairs = Integer.parseInt(arguments[1]);
        Process server = start("server", arguments[2]);
        BufferedReader lines = lines(server);
        URI direct = URI.create(lines.readLine());
        KeyConfig key = KeyConfig.parse(lines.readLine());
        Process relay = start("relay", direct.resolve("oblivious").toString());
        URI through = URI.create(lines(relay).readLine());
        try {
            RelayBenchmark benchmark = new RelayBenchmark(server, relay);
            System.out.println(
                    "load before: " + Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
            System.out.println("| way | answers/s | p50 ms | p99 ms | bytes there and back | server CPU µs each"
                    + " | relay CPU µs each |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int pair = 0; pair < pairs; pair++) {
                List<byte[]> plain = new ArrayList<>();
                List<byte[]> sealed = new ArrayList<>();
                for (int i = 0; i < answers; i++) {
                    plain.add(plain(2 * (pair * answers + i)));
                    sealed.add(sealed(2 * (pair * answers + i) + 1, key));
                }
                benchmark.run(direct, plain).print("directly");
                benchmark.run(through, sealed).print("through a relay");
            }
        } finally {
            relay.destroyForcibly();
            server.destroyForcibly();
        }
    }

    private static String answer(int number) {
        return "{\"Week\":\"2026-11-09\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/tool-start\",\"Builds\":["
                + "{\"Version\":\"1.2.0\",\"Counts\":{\"tool/start\":" + (1 + number) + "}}]}";
    }

    private static String token() {
        byte[] token = new byte[16];
        RANDOM.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private static byte[] plain(int number) {
        String answer = answer(number);
        return ("POST /answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nLimpid-Token: "
                        + token() + "\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sealed(int number, KeyConfig key) throws Exception {
        BinaryRequest request = new BinaryRequest(
                "POST",
                "https",
                "telemetry.example.org",
                "/answers",
                List.of(new HeaderField("content-type", "application/json"), new HeaderField("limpid-token", token())),
                answer(number).getBytes(StandardCharsets.US_ASCII));
        byte[] message = SealedRequest.of(key, MessagePadding.padRequest(request.bytes()), RANDOM)
                .message();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + MediaTypes.REQUEST
                        + "\r\nContent-Length: " + message.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(message);
        return out.toByteArray();
    }

    private Outcome run(URI to, List<byte[]> requests) throws InterruptedException {
        long[] took = new long[requests.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger bytes = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        Duration serverBefore = cpu(server);
        Duration relayBefore = cpu(relay);
        long begun = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread sender = new Thread(() -> send(to, requests, next, took, bytes));
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Arrays.sort(took);
        int count = requests.size();
        return new Outcome(
                count / seconds,
                took[count / 2] / 1e6,
                took[(int) (count * 0.99)] / 1e6,
                requests.get(0).length + bytes.get(),
                cpu(server).minus(serverBefore).toNanos() / 1e3 / count,
                cpu(relay).minus(relayBefore).toNanos() / 1e3 / count);
    }

    private static void send(URI to, List<byte[]> requests, AtomicInteger next, long[] took, AtomicInteger bytes) {
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                long begun = System.nanoTime();
                out.write(requests.get(i));
                bytes.set(answer(in));
                took[i] = System.nanoTime() - begun;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one response, which must be a 200. Returns its size in bytes. */
    private static int answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http/1.1 200 ")) {
            throw new IOException("answered " + head.substring(0, 40));
        }
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf("\r\n", at)));
        if (in.readNBytes(length).length < length) {
            throw new IOException("hung up");
        }
        return head.length() + length;
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcesses.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
