package dev.limpid.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster of Spark's own programs on this machine: a master, and workers of one core each, every one a process
 * that listens on the loopback address, and the executors that they start. It uses no shell scripts, since Spark's jars
 * contain none.
 *
 * <p>For one thread. Each process's output is read line by line while the test waits for something, and by a separate thread
 * after that, so that no pipe fills.
 */
final class SparkCluster implements AutoCloseable {
    private final Path home;
    private final Path logs;
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private final String master;

    /**
     * Starts a master and this many workers.
     *
     * @param home a folder with a folder {@code jars}, which contains Spark's jars and those with which it reads an
     * object store
     * @param folder an empty folder for everything that the cluster writes
     * @param memoryMegabytes what each worker gives to its executors
     */
    SparkCluster(Path home, Path folder, int workers, int memoryMegabytes) throws IOException {
        this.home = home.toAbsolutePath();
        logs = Files.createDirectories(folder.resolve("logs"));
        Process first = start(
                "master",
                128,
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        master = until(first, "master", "Starting Spark master at (spark://\\S+)");
        for (int i = 0; i < workers; i++) {
            String name = "worker" + i;
            Process worker = start(
                    name,
                    128,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    memoryMegabytes + "m",
                    "--work-dir",
                    folder.resolve(name).toString(),
                    master);
            until(worker, name, "Successfully registered with master (\\S+)");
            this.workers.add(worker);
        }
    }

    /**
     * Runs the jar as {@code spark-submit} does and waits for its end.
     *
     * @param memoryMegabytes the heap of the driver, and of each executor
     * @param settings Spark's settings by name
     * @param seen gets every line that the driver prints, while it runs
     * @return the exit code
     */
    int submit(int memoryMegabytes, Map<String, String> settings, Consumer<String> seen, Path jar, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("--master", master, "--deploy-mode", "client"));
        settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
        command.addAll(
                List.of("--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1"));
        command.addAll(List.of("--conf", "spark.ui.enabled=false"));
        command.addAll(List.of("--conf", "spark.executor.memory=" + memoryMegabytes + "m"));
        command.addAll(List.of("--class", "dev.limpid.spark.SparkCharts", jar.toString()));
        command.addAll(List.of(arguments));
        Process driver = start(
                "driver" + started.size(),
                memoryMegabytes,
                "org.apache.spark.deploy.SparkSubmit",
                command.toArray(new String[0]));
        try (BufferedReader lines = lines(driver)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.accept(line);
            }
        }
        return driver.waitFor();
    }

    /** Kills a worker and the executors that it started, like a machine that loses its power. */
    void kill(int worker) {
        ProcessHandle machine = workers.get(worker).toHandle();
        Stream.concat(machine.descendants(), Stream.of(machine)).forEach(ProcessHandle::destroyForcibly);
    }

    /** The most resident memory that each running executor has had, in kilobytes, as Linux reports it. */
    List<Long> executorPeaks() {
        return workers.stream()
                .flatMap(Process::descendants)
                .map(ProcessHandle::pid)
                .map(SparkCluster::peak)
                .toList();
    }

    private static long peak(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private Process start(String name, int memoryMegabytes, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-Xmx" + memoryMegabytes + "m", "-cp", home.resolve("jars") + "/*", program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put(
                        "SPARK_LOCAL_DIRS",
                        Files.createDirectories(logs.resolve(name + ".local")).toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String until(Process process, String name, String pattern) throws IOException {
        BufferedReader lines = lines(process);
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            Matcher found = Pattern.compile(pattern).matcher(line);
            if (found.find()) {
                drain(lines, name);
                return found.group(1);
            }
        }
        throw new IOException(name + " ended before it said " + pattern + ": " + String.join("\n", said));
    }

    private void drain(BufferedReader lines, String name) {
        Thread reader = new Thread(
                () -> {
                    try (lines;
                            var log = Files.newBufferedWriter(logs.resolve(name + ".log"))) {
                        lines.transferTo(log);
                    } catch (IOException e) {
                        return; // it was killed
                    }
                },
                name);
        reader.setDaemon(true);
        reader.start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        started.forEach(process -> process.onExit().join());
    }
}
