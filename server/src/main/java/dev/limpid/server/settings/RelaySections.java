package dev.limpid.server.settings;

import dev.limpid.protocol.question.Relays;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the settings for relays in a server's configuration file. */
public final class RelaySections {

    static final String SECRET_SHAPE = "a file that can be read, with one line of at least 16 visible characters";

    private final ServerSettingsFile values;

    RelaySections(ServerSettingsFile values) {
        this.values = values;
    }

    /** Whether a section is about a relay that may send messages. */
    static boolean isRelaySection(SettingsSection section) {
        return section.heading().startsWith("relay ");
    }

    /** The relays that may send messages. */
    List<RelayAccount> accounts(List<SettingsSection> sections) {
        List<RelayAccount> relays = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SettingsSection section : sections.subList(1, sections.size())) {
            if (!isRelaySection(section)) {
                continue;
            }
            String name = section.heading().substring("relay ".length()).strip();
            if (!name.matches("[A-Za-z0-9._-]{1,100}") || !names.add(name)) {
                section.problem("the heading is [" + section.heading()
                        + "], expected [relay name] with a unique name like relay.example.net");
            }
            Optional<Secret> secret = section.value("secret-file", SECRET_SHAPE, this::secret);
            if (secret.isEmpty() && relays.stream().anyMatch(one -> one.digest().isEmpty())) {
                section.problem("a second relay has no secret-file, expected at most one relay without a secret");
            }
            relays.add(new RelayAccount(
                    name,
                    secret,
                    section.value("messages-per-minute", 60_000, "a number, 0 for any", ServerSettingsFile.number(0)),
                    section.value("messages-per-day", 5_000_000, "a number, 0 for any", ServerSettingsFile.number(0))));
            section.rejectUnknown();
        }
        return relays;
    }

    private Optional<Secret> secret(String path) {
        return secretText(path).map(Secret::of);
    }

    /** The secret in a file. */
    Optional<String> secretText(String path) {
        try {
            Optional<Path> file = values.file(path);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(InputFile.text(file.get()).strip()).filter(text -> text.matches("[!-~]{16,200}"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How a collection accepts answers through relays. */
    static Optional<GatewaySettings> gateway(SettingsSection section, boolean follows, List<RelayAccount> accounts) {
        List<String> urls = section.value(
                "relays",
                List.<String>of(),
                "addresses like https://relay.example.net/telemetry.example.org, with commas between, at most "
                        + Relays.MOST,
                RelaySections::relayUrls);
        boolean direct = section.value("relay-fallback", false, "wait or direct", word -> switch (word) {
            case "wait" -> Optional.of(false);
            case "direct" -> Optional.of(true);
            default -> Optional.empty();
        });
        if (!urls.isEmpty() && accounts.isEmpty()) {
            section.problem(
                    "relays is set and there is no heading like [relay relay.example.net], expected one for each"
                            + " relay that may send answers");
        }
        if (follows && !urls.isEmpty()) {
            section.problem(
                    "follow-log and relays are set, expected relays only in the configuration of the log's owner");
        }
        return urls.isEmpty() && !(follows && !accounts.isEmpty())
                ? Optional.empty()
                : Optional.of(new GatewaySettings(urls, direct, accounts));
    }

    private static Optional<List<String>> relayUrls(String text) {
        List<String> urls =
                Stream.of(text.split(",", -1)).map(String::strip).distinct().toList();
        return urls.size() <= Relays.MOST && urls.stream().allMatch(Relays::isUrl)
                ? Optional.of(urls)
                : Optional.empty();
    }
}
