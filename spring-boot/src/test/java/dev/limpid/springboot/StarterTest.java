package dev.limpid.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.springboot.program.Application;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A complete Spring Boot program with a web server. A system property moves its home. */
class StarterTest {
    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void forgetTheHome() {
        System.clearProperty("limpid.dir");
    }

    @Test
    void enabled_countsTheListedMetersAndShowsWhatWouldBeSent() throws Exception {
        System.setProperty("limpid.dir", dir.toString());
        chosen("local");
        try (ConfigurableApplicationContext program = run(enabled())) {
            for (String path : List.of("/greet/en", "/greet/en", "/greet/de", "/greet/secret")) {
                assertThat(get(program, path)).isEqualTo("hello");
            }
            assertThat(program.getBean(Telemetry.class).whyNotCounting()).isEmpty();
            String shown = get(program, "/actuator/limpid");
            assertThat(shown)
                    .contains("\"collection\":\"telemetry.example.org\"", "\"mode\":\"local\"", "\"counting\":true")
                    .contains("org.example/server greeting:en\":\"2\"", "org.example/server greeting:de\":\"1\"")
                    .contains("org.example/server work:<100ms\":\"4\"", "\"wouldBeSent\":false")
                    .doesNotContain("secret");
            // The actuator shows of the program's own metrics what it showed before.
            assertThat(get(program, "/actuator/metrics/greetings")).contains("\"value\":4.0");
            assertThat(get(program, "/actuator/metrics/work")).contains("\"value\":0.08", "\"baseUnit\":\"seconds\"");
            assertThat(get(program, "/actuator/metrics/jvm.memory.used")).doesNotContain("\"value\":0.0");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("limpid-"));
    }

    @Test
    void withoutTheProperty_nothingOfItIsThere() throws Exception {
        System.setProperty("limpid.dir", dir.toString());
        chosen("local");
        try (ConfigurableApplicationContext program = run("limpid.collection=telemetry.example.org")) {
            assertThat(get(program, "/greet/en")).isEqualTo("hello");
            assertThat(program.getBeanNamesForType(Telemetry.class)).isEmpty();
            assertThat(status(program, "/actuator/limpid")).isEqualTo(404);
        }
        assertThat(dir.resolve("telemetry.example.org/local")).doesNotExist();
    }

    /** A program that was built with an identity, and runs for another collection. */
    @Test
    void collectionOfTheProperties_isCountedInto_whereAFileSaysWhichProgramItIs() throws Exception {
        System.setProperty("limpid.dir", dir.toString());
        // A choice: without one, nothing is counted on a build machine.
        Files.createDirectories(dir.resolve("telemetry.example.org"));
        Files.writeString(dir.resolve("telemetry.example.org/mode"), "local");
        Path resources = dir.resolve("resources");
        Files.createDirectories(resources.resolve("META-INF/limpid"));
        Files.writeString(
                resources.resolve("META-INF/limpid/program.properties"),
                "program=org.example/server\nversion=1.0.0\ncollection=telemetry.example.com\n");
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {resources.toUri().toURL()}, getClass().getClassLoader());
                ConfigurableApplicationContext program = new SpringApplication(
                                new DefaultResourceLoader(loader), Application.class)
                        .run("--limpid.enabled=true", "--limpid.collection=telemetry.example.org", "--server.port=0")) {
            assertThat(program.getBean(Telemetry.class).whyNotCounting()).isEmpty();
            Counter.of("greeting:fr").increment();
        }
        assertThat(dir.resolve("telemetry.example.org/local")).isNotEmptyDirectory();
        assertThat(dir.resolve("telemetry.example.com")).doesNotExist();
    }

    @Test
    void inModeOff_itSaysSoAndMakesNothing() throws Exception {
        System.setProperty("limpid.dir", dir.toString());
        chosen("off");
        try (ConfigurableApplicationContext program = run(enabled())) {
            assertThat(get(program, "/greet/en")).isEqualTo("hello");
            assertThat(get(program, "/actuator/limpid"))
                    .contains("\"mode\":\"off\"", "\"counting\":false")
                    .doesNotContain("\"weeks\"");
        }
        assertThat(dir.resolve("telemetry.example.org/local")).doesNotExist();
    }

    @Test
    void aTagWithoutValues_endsTheStartWithASentence() throws Exception {
        System.setProperty("limpid.dir", dir.toString());
        List<String> arguments = new ArrayList<>(List.of(enabled()));
        arguments.add("limpid.meters[2].meter=http.server.requests");
        arguments.add("limpid.meters[2].counter=http:{uri}");
        assertThatThrownBy(() -> run(arguments.toArray(new String[0])))
                .rootCause()
                .hasMessageContaining("the values of the tag uri of http.server.requests are not listed");
    }

    @Test
    void metadata_tellsEditorsOfEveryProperty() throws IOException {
        try (InputStream in =
                LimpidProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"limpid.enabled\"", "\"limpid.meters\"", "\"limpid.starting-off\"")
                    .contains("Whether the program takes part");
        }
    }

    private static String[] enabled() {
        return new String[] {
            "limpid.enabled=true",
            "limpid.collection=telemetry.example.org",
            "limpid.program=org.example/server",
            "limpid.version=1.0.0",
            "limpid.meters[0].meter=greetings",
            "limpid.meters[0].counter=greeting:{language}",
            "limpid.meters[0].tags.language=en,de",
            "limpid.meters[1].meter=work",
            "limpid.meters[1].counter=work",
            "limpid.meters[1].kind=durations",
            "limpid.meters[1].bounds=10ms,100ms",
        };
    }

    private void chosen(String mode) throws IOException {
        Path home = Files.createDirectories(dir.resolve("telemetry.example.org"));
        Files.writeString(home.resolve("mode"), mode);
    }

    private static ConfigurableApplicationContext run(String... properties) {
        List<String> arguments = new ArrayList<>();
        for (String property : properties) {
            arguments.add("--" + property);
        }
        arguments.addAll(List.of(
                "--server.port=0",
                "--management.endpoints.web.exposure.include=limpid,metrics",
                "--spring.main.banner-mode=off",
                "--logging.level.root=error"));
        return SpringApplication.run(Application.class, arguments.toArray(new String[0]));
    }

    private String get(ConfigurableApplicationContext program, String path) throws Exception {
        return request(program, path).body();
    }

    private int status(ConfigurableApplicationContext program, String path) throws Exception {
        return request(program, path).statusCode();
    }

    private HttpResponse<String> request(ConfigurableApplicationContext program, String path) throws Exception {
        String port = program.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
