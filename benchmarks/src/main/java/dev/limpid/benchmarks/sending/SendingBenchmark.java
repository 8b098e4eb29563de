package dev.limpid.benchmarks.sending;

import com.sun.management.OperatingSystemMXBean;
import dev.limpid.benchmarks.linking.WeekOfAnswers;
import dev.limpid.uploader.send.HttpAnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A machine's answers of a week, sent as the client sends them, one request each, to a process that counts bytes.
 *
 * <pre>
 * send CHARTS HOMES    sends the answers of HOMES homes to CHARTS charts, with a new sender for each home
 * </pre>
 */
public final class SendingBenchmark {

    private SendingBenchmark() {}

    /** Runs the benchmark that the arguments name. */
    public static void main(String[] arguments) throws IOException {
        int charts = Integer.parseInt(arguments[1]);
        int homes = Integer.parseInt(arguments[2]);
        WeekOfAnswers week = WeekOfAnswers.of(charts, homes);
        Process counting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ByteCountingServer.class.getName(),
                        Integer.toString(homes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(counting.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(told.readLine());
            URI address =
                    URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/answers");
            long first = send(week.answers().get(0), address);
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = process.getProcessCpuTime();
            long start = System.nanoTime();
            for (List<byte[]> answers : week.answers().subList(1, homes)) {
                send(answers, address);
            }
            double warmWall = (System.nanoTime() - start) / 1e6 / (homes - 1);
            double warmCpu = (process.getProcessCpuTime() - cpu) / 1e6 / (homes - 1);
            counting.getOutputStream().write('\n');
            counting.getOutputStream().flush();
            System.out.printf(
                    Locale.ROOT,
                    "%d charts: %.1f answers, %.0f bytes of JSON a home; in one report %.0f; %s; first home %.0f ms; "
                            + "the others %.1f ms, %.1f ms of CPU each%n",
                    charts,
                    week.answersEach(),
                    week.bytesEach(),
                    week.reportBytesEach(),
                    told.readLine(),
                    first / 1e6,
                    warmWall,
                    warmCpu);
        } finally {
            counting.destroy();
        }
    }

    private static long send(List<byte[]> answers, URI address) throws IOException {
        SecureRandom random = new SecureRandom();
        long start = System.nanoTime();
        HttpAnswerSender sender = new HttpAnswerSender(address, Proxy.NO_PROXY, Duration.ofSeconds(20));
        for (byte[] answer : answers) {
            byte[] token = new byte[16];
            random.nextBytes(token);
            SendResult result = sender.send(HexFormat.of().formatHex(token), answer);
            if (!(result instanceof SendResult.Accepted)) {
                throw new IOException("an answer was not accepted: " + result);
            }
        }
        return System.nanoTime() - start;
    }
}
