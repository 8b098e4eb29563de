package dev.limpid.examples.elsewhere;

import dev.limpid.counter.file.Journal;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Counts like this many young processes of one program, one after another. */
final class JavaWriter {
    private JavaWriter() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[1]);
        Environment here = Environment.ofProcess();
        TelemetryHome home = TelemetryHome.of(Home.COLLECTION, here);
        for (int i = 0; i < rounds; i++) {
            Journal journal =
                    new Journal(home.localAsFile(), "org.example/tool", "1.4.0", "any", here.os(), here.arch());
            String name = "race/" + (i % 2 == 0 ? "common" : arguments[0]);
            journal.append(name.getBytes(StandardCharsets.UTF_8), 1, System.currentTimeMillis());
            journal.close();
        }
        System.out.println(rounds);
    }
}
