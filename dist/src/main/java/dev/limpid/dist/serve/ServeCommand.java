package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.dist.config.release.FileFetcher;
import dev.limpid.dist.config.release.GoProxy;
import dev.limpid.dist.config.release.MavenRepository;
import dev.limpid.dist.config.release.MavenSettings;
import dev.limpid.dist.config.release.ReleaseLookup;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limpid serve}: runs a collection server until it is stopped. */
@Command(
        name = "serve",
        description = "Run a collection server with a configuration file.",
        footer = {
            "",
            "Examples:",
            "  limpid serve --check /etc/limpid/limpid.conf",
            "  limpid serve /etc/limpid/limpid.conf"
        })
public final class ServeCommand extends ServerCommand {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Option(names = "--check", description = "Report all problems of the file, and run nothing.")
    private boolean check;

    @Option(names = "--json", description = "With --check: print the problems as a JSON array.")
    private boolean json;

    @Override
    protected void reportErrors(List<String> problems) {
        if (check && json) {
            print(problems);
        } else {
            super.reportErrors(problems);
        }
    }

    @Override
    protected int run(ServerSettings config) throws IOException, InterruptedException {
        if (check && json) {
            print(List.of());
            return ExitCode.OK;
        }
        if (check) {
            out().println(file() + ": nothing is wrong with it");
            return ExitCode.OK;
        }
        quietLog();
        return serve(config);
    }

    /** Sends the server's log to the standard error of the process, unless the operator configured something else. */
    static void quietLog() {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "dev/limpid/dist/serve/logback.xml");
        }
    }

    private void print(List<String> problems) {
        JsonOutput.printArray(out(), array -> {
            for (String problem : problems) {
                array.writeString(problem);
            }
        });
    }

    private int serve(ServerSettings config) throws IOException, InterruptedException {
        PrintWriter out = out();
        CollectionServer server = CollectionServer.start(config, Clock.systemUTC(), releases());
        server.describeCollections().forEach(out::println);
        out.println("listening on " + server.url());
        server.operationsUrl().ifPresent(url -> out.println("operations on " + url));
        out.flush();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread hook = new Thread(() -> close(server), "limpid-end");
        Runtime.getRuntime().addShutdownHook(hook);
        server.broken().thenAccept(end::complete);
        // SIGTERM and Ctrl-C end the process through the hook; only a broken store ends it from here.
        Throwable reason = end.join();
        TerminalSafeWriter.wrap(spec().commandLine().getErr()).println("the server stops: " + reason.getMessage());
        return ExitCode.FAILED;
    }

    private void close(CollectionServer server) {
        try {
            server.close();
        } catch (IOException e) {
            TerminalSafeWriter.wrap(spec().commandLine().getErr())
                    .println("the server did not stop cleanly: " + e.getMessage());
        }
    }

    private static ReleaseFinder releases() {
        return charts -> {
            FileFetcher fetch = new FileFetcher();
            Path home = Path.of(System.getProperty("user.home"));
            MavenRepository maven = new MavenRepository(fetch, MavenSettings.ofUser(home));
            String goProxy = System.getenv("GOPROXY");
            try {
                return new ReleaseLookup(maven, new GoProxy(fetch, goProxy == null ? "" : goProxy)).find(charts);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("looking up releases was interrupted");
            }
        };
    }
}
