package dev.limpid.server.log;

import dev.limpid.server.log.tree.Cosigners;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Appends one configuration after another, and prints which ones are acknowledged, until it is killed. */
final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (CollectionLog log =
                CollectionLog.open(Modules.COLLECTION, Path.of(arguments[0]), Cosigners.NONE, Clock.systemUTC())) {
            for (int number = (int) log.config().head().size(); ; number++) {
                log.config().append(List.of(Modules.config(number)));
                System.out.println(log.config().head().checkpoint().text().replace('\n', ' '));
            }
        }
    }
}
