package dev.limpid.e2e.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network calls of a process and of everything that it starts, reported by the kernel while they run. */
public final class Strace {

    /** {@code connect(7, {sa_family=AF_INET6, sin6_port=htons(80), … "::ffff:127.0.0.1", &sin6_addr), …}}, or of AF_INET. */
    private static final Pattern ADDRESS =
            Pattern.compile("sa_family=AF_INET6?, sin6?_port=htons\\((\\d+)\\)[^\"]*\"([^\"]+)\"");

    private final Path log;

    private Strace(Path log) {
        this.log = log;
    }

    /** One that keeps its records in this file. */
    public static Strace into(Path log) {
        return new Strace(log);
    }

    /** The command that runs another one under it, and ends when the last process that this started has ended. */
    String[] command() {
        return new String[] {
            "strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg,execve", "-o", log.toString()
        };
    }

    /** Every address that anything was sent to, as {@code 127.0.0.1:80}. */
    public List<String> addresses() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher address = ADDRESS.matcher(line);
            while (address.find()) {
                addresses.add(address.group(2).replace("::ffff:", "") + ":" + address.group(1));
            }
        }
        return addresses;
    }

    /** How many programs were started, including the first one. */
    public long programs() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("/bin/java\"") && line.endsWith("= 0"))
                .count();
    }
}
