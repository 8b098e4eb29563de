package dev.limpid.dist.config;

import dev.limpid.cli.UserCommands;
import dev.limpid.dist.config.release.FileFetcher;
import dev.limpid.dist.config.release.GoProxy;
import dev.limpid.dist.config.release.MavenRepository;
import dev.limpid.dist.config.release.MavenSettings;
import dev.limpid.dist.config.release.ReleaseLookup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** {@code limpid config}: checks, compares and plans charts, and generates the configuration from them. */
public final class ConfigCommand {

    private ConfigCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param clock gives the current day
     * @param environment {@code GOPROXY} names the proxies for looking up Go modules
     * @param home the user's folder, for Maven's settings
     */
    public static CommandLine create(Clock clock, Map<String, String> environment, Path home) {
        ReleaseLookupFactory lookups = (repository, settings, goProxy) -> {
            FileFetcher fetch = new FileFetcher();
            MavenRepository maven = repository.isPresent()
                    ? new MavenRepository(fetch, repository.get())
                    : new MavenRepository(
                            fetch,
                            settings.isPresent() ? MavenSettings.read(settings.get()) : MavenSettings.ofUser(home));
            String proxy = goProxy.orElseGet(() -> environment.getOrDefault("GOPROXY", ""));
            return new ReleaseLookup(maven, new GoProxy(fetch, proxy));
        };
        return new CommandLine(UserCommands.group(
                        "config", "Check and compare charts, plan accuracy, generate the configuration."))
                .addSubcommand("check", new CheckCommand(clock))
                .addSubcommand("diff", new DiffCommand())
                .addSubcommand("generate", new GenerateCommand(clock, lookups))
                .addSubcommand("plan", new PlanCommand(clock))
                .addSubcommand("revoke", new RevokeCommand());
    }

    /** Creates the lookup of released versions once it is known where to look. */
    interface ReleaseLookupFactory {
        ReleaseLookup at(Optional<URI> repository, Optional<Path> settings, Optional<String> goProxy)
                throws IOException;
    }
}
