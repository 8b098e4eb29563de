package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.PermanentRefusal;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.RevokedVersions;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.runtime.IncompleteWorkException;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokedConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void revokedVersion_isNamedInTheLogAndItsAnswersAreNotTaken() throws Exception {
        try (TestCollection collection = TestCollection.start(folder)) {
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            assertThat(new RevokedVersions(folder).add(new ConfigVersion("v1.0.0")))
                    .isTrue();
            assertThat(new RevokedVersions(folder).add(new ConfigVersion("v1.0.0")))
                    .isFalse();
            CollectionConfig next = publish(collection);
            assertThat(next.version()).isEqualTo("v1.1.0");
            assertThat(next.revoked()).containsExactly("v1.0.0");
            HttpResponse<String> refused = collection.post("answers", TestCollection.answer(7));
            Optional<String> code = refused.headers().firstValue(PermanentRefusal.HEADER);
            assertThat(code).contains("revoked-config");
            assertThat(PermanentRefusal.isFinal(refused.statusCode(), code)).isTrue();
            assertThat(collection
                            .post("upload/2026-11-16", TestCollection.REPORT)
                            .headers()
                            .firstValue(PermanentRefusal.HEADER))
                    .contains("revoked-config");
            assertThat(collection
                            .post("answers", TestCollection.answer(7).replace("v1.0.0", "v1.1.0"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(publish(collection).version()).as("nothing is new").isEqualTo("v1.1.0");
        }
        try (TestCollection collection = TestCollection.start(folder)) {
            Files.delete(folder.resolve("revoked.txt"));
            assertThat(publish(collection).revoked())
                    .as("what was revoked stays so")
                    .containsExactly("v1.0.0");
            assertThat(collection.post("answers", TestCollection.answer(8)).statusCode())
                    .isEqualTo(422);
        }
    }

    @Test
    void answersThatCameBefore_areCountedInNoChart() throws Exception {
        ServerSettings server = ServerSettings.local(TestCollection.NAME, folder);
        try (TestCollection collection = TestCollection.start(server, TestCollection.LATER)) {
            collection.post("answers", TestCollection.answer(1));
            new RevokedVersions(folder).add(new ConfigVersion("v1.0.0"));
            publish(collection);
            collection.post("answers", TestCollection.answer(2).replace("v1.0.0", "v1.1.0"));
            collection.only().publishNow();
            ChartSet charts = collection
                    .only()
                    .published()
                    .charts(Period.week(TestCollection.WEEK))
                    .orElseThrow();
            assertThat(charts.programs().get(0).charts().get(0).answers()).isEqualTo(1);
        }
    }

    /** Revocation works even if the charts, or the repositories that list releases, are broken. */
    @Test
    void revocation_waitsForNoChartsAndNoReleases() throws Exception {
        Path charts = folder.resolve("charts.txt");
        CollectionSettings settings = new CollectionSettings(
                TestCollection.NAME,
                folder,
                Optional.empty(),
                CollectionSettings.of(TestCollection.NAME, folder).limits(),
                Optional.of(charts),
                0,
                Cadence.WEEKLY,
                Optional.empty(),
                Optional.empty());
        try (TestCollection collection =
                TestCollection.start(ServerSettings.local(List.of(settings)), TestCollection.LATER)) {
            collection.post("answers", TestCollection.ANSWER);
            Files.writeString(charts, TestCollection.CHARTS + "---\nbroken: yes\n");
            assertThatThrownBy(() -> collection.only().runMaintenance())
                    .isInstanceOf(IncompleteWorkException.class)
                    .hasMessageContaining("following the charts")
                    .hasMessageContaining("broken");
            assertThat(collection.only().published().publication().week(TestCollection.WEEK))
                    .as("the week is published nevertheless")
                    .isPresent();

            new RevokedVersions(folder).add(new ConfigVersion("v1.0.0"));
            assertThatThrownBy(() -> collection.only().runMaintenance()).isInstanceOf(IncompleteWorkException.class);
            CollectionConfig empty = collection.only().configurationInForce().orElseThrow();
            assertThat(empty.revoked()).containsExactly("v1.0.0");
            assertThat(empty.programs())
                    .as("no other configuration was ever asked")
                    .isEmpty();
            assertThat(collection
                            .post("answers", TestCollection.answer(7))
                            .headers()
                            .firstValue(PermanentRefusal.HEADER))
                    .contains("revoked-config");

            Files.writeString(charts, TestCollection.CHARTS);
            collection.only().runMaintenance();
            CollectionConfig again = collection.only().configurationInForce().orElseThrow();
            assertThat(again.version()).isEqualTo("v1.2.0");
            assertThat(again.programs()).isNotEmpty();
            new RevokedVersions(folder).add(new ConfigVersion("v1.1.0"));
            Files.delete(charts);
            assertThatThrownBy(() -> collection.only().runMaintenance()).isInstanceOf(IncompleteWorkException.class);
            CollectionConfig sound = collection.only().configurationInForce().orElseThrow();
            assertThat(sound.revoked()).containsExactly("v1.0.0", "v1.1.0");
            assertThat(sound.programs()).isEqualTo(again.programs());
        }
    }

    @Test
    void versionsThatWereNeverPublished_areNotNamed() throws Exception {
        Files.writeString(folder.resolve("revoked.txt"), "# by mistake\nv7.0.0\n\n");
        try (TestCollection collection = TestCollection.start(folder)) {
            assertThat(publish(collection).revoked()).isEmpty();
            Files.writeString(folder.resolve("revoked.txt"), "the last one\n");
            assertThatThrownBy(() -> publish(collection))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("expected a version like v1.4.0");
        }
    }

    private static CollectionConfig publish(TestCollection collection) throws Exception {
        return collection
                .only()
                .publishConfiguration(
                        "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
    }
}
