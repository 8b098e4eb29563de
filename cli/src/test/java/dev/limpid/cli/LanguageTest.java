package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.chart.ChartCommand;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.verify.LogCheckResult;
import dev.limpid.protocol.question.active.Omissions;
import dev.limpid.uploader.consent.ReaderLanguage;
import dev.limpid.uploader.run.Preview;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print for people is in the reader's language; output for programs stays in English. */
class LanguageTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z]+}");

    private static final Map<String, Class<?>> BUNDLES = Map.of(
            "commands", HomeCommand.class,
            "errors", HomeCommand.class,
            "chart", ChartCommand.class,
            "verify", LogCheckResult.class,
            "consent", ReaderLanguage.class,
            "steps", Preview.class,
            "omissions", Omissions.class);

    @TempDir
    Path dir;

    private CommandLineRun limpid(String variable, String value) {
        CommandLineRun run = new CommandLineRun(dir);
        run.variables.put(variable, value);
        return run;
    }

    @Test
    void user_isAskedInTheLanguageOfTheLocale_andMayReplyInIt() {
        CommandLineRun german = limpid("LANG", "de_DE.UTF-8");
        german.typed = Optional.of("ja\n");
        german.run("on", "-C", CommandLineRun.COLLECTION, "--offline");
        assertThat(german.out).contains("Dürfen sie gesendet werden?", "nach dem 2026-11-20 beginnen", "on 2026-11-20");
        assertThat(german.code).isEqualTo(ExitCode.OK);

        CommandLineRun japanese = limpid("LC_ALL", "ja_JP.UTF-8");
        japanese.run("off", "-C", CommandLineRun.COLLECTION);
        assertThat(japanese.out).contains("今からは何も数えず");
        japanese.typed = Optional.of("いいえ\n");
        japanese.run("on", "-C", CommandLineRun.COLLECTION);
        assertThat(japanese.out).contains("送ってもよいですか", "何も変更しませんでした");
        assertThat(japanese.run("env").out).contains("あなたが「off」を選びました");
    }

    @Test
    void english_isUnderstoodInEveryLanguage_andWordsOfOtherLanguagesAreNoConsent() {
        CommandLineRun german = limpid("LANG", "de_DE.UTF-8");
        german.typed = Optional.of("yes\n");
        assertThat(german.run("on", "-C", CommandLineRun.COLLECTION, "--offline").out)
                .contains("on 2026-11-20");
        CommandLineRun english = limpid("LANG", "en_GB.UTF-8");
        english.run("off");
        english.typed = Optional.of("ja\nja\n");
        assertThat(english.run("on", "--offline").out).contains("Please type yes or no", "Nothing was changed.");
    }

    @Test
    void withoutUnicodeOrALocale_outputIsEnglish() {
        assertThat(limpid("LANG", "ja_JP.EUC-JP").run("off", "-C", CommandLineRun.COLLECTION).out)
                .contains("Nothing is counted");
        assertThat(limpid("LANG", "C.UTF-8").run("off").out).contains("Nothing is counted");
        assertThat(limpid("LANG", "fr_FR.UTF-8").run("off").out).contains("Nothing is counted");
        assertThat(limpid("LIMPID_LANG", "../../de").run("off").out).contains("Nothing is counted");
        assertThat(limpid("LIMPID_LANG", "de").run("off").out).contains("Ab jetzt wird nichts gezählt");
    }

    @Test
    void json_isEnglish() {
        limpid("LANG", "de_DE.UTF-8").run("off", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid("LANG", "de_DE.UTF-8").run("env", "--json").out).contains("you chose", "none known");
    }

    @Test
    void japanese_isWrappedWhereALineMayEnd() {
        CommandLineRun narrow = limpid("LANG", "ja_JP.UTF-8");
        narrow.columns = OptionalInt.of(40);
        narrow.run("off", "-C", CommandLineRun.COLLECTION);
        assertThat(narrow.out.lines().toList()).allSatisfy(line -> {
            assertThat(LineWrapper.width(line)).isLessThanOrEqualTo(42); // a full stop may extend beyond
            assertThat(line).doesNotStartWith("。").doesNotStartWith("、");
        });
        assertThat(narrow.out.lines().count()).isGreaterThan(3);
    }

    @Test
    void translations_haveThePlaceholdersOfTheEnglishSentences_andGermanAndJapaneseAreComplete() throws IOException {
        for (String bundle : BUNDLES.keySet()) {
            Class<?> beside = BUNDLES.get(bundle);
            Properties english = read(beside, bundle);
            for (String language : List.of("de", "ja")) {
                Properties translated = read(beside, bundle + "_" + language);
                assertThat(english.keySet()).as(bundle + " " + language).containsAll(translated.keySet());
                translated.forEach((key, sentence) -> assertThat(places(sentence))
                        .as("%s of %s", key, language)
                        .isEqualTo(places(english.getProperty(key.toString(), ""))));
                TreeSet<Object> missing = new TreeSet<>(english.keySet());
                missing.removeAll(translated.keySet());
                missing.removeIf(key -> language.equals("ja") && key.toString().endsWith(".one"));
                assertThat(missing).as(bundle + " " + language).isEmpty();
            }
        }
    }

    @Test
    void everySentence_isUsed() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String folder : List.of("src/main/java", "../uploader/src/main/java", "../protocol/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        TreeSet<Object> keys = new TreeSet<>();
        for (String bundle : BUNDLES.keySet()) {
            keys.addAll(read(BUNDLES.get(bundle), bundle).keySet());
        }
        keys.removeIf(each -> {
            String key = each.toString();
            String said = "\"" + key.replaceAll("\\.(one|other)$", "") + "\"";
            return key.startsWith("fact.")
                    || key.startsWith("what.")
                    || key.startsWith("part.")
                    || key.startsWith("by.")
                    || isOfAState(key)
                    || key.startsWith("attribute.")
                    || sources.indexOf(said) >= 0
                    || sources.indexOf("\"" + key.replace(".fallback", "") + "\"") >= 0;
        });
        assertThat(keys).isEmpty();
    }

    /** The description of each state, by the name of its constant in {@link LogCheckResult}. */
    private static boolean isOfAState(String key) {
        return Stream.of(LogCheckResult.values()).anyMatch(state -> key.equals("log." + state.word()));
    }

    private static List<String> places(Object sentence) {
        return PLACE.matcher(sentence.toString())
                .results()
                .map(one -> one.group())
                .sorted()
                .toList();
    }

    static Properties read(Class<?> beside, String bundle) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(bundle + ".properties"));
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        return properties;
    }
}
