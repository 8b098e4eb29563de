package dev.limpid.springboot;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.home.LocalCounts;
import dev.limpid.uploader.route.LogConfigSource;
import dev.limpid.uploader.run.Preview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/limpid}: the effective mode and why, what was counted, and what would be sent, as {@code limpid preview} shows it.
 * It only reads files and does not use the network. The actuator does not expose it unless the program asks for that.
 */
@Endpoint(id = "limpid")
public class LimpidEndpoint {
    private final CollectionIdentity collection;
    private final Telemetry telemetry;
    private final Supplier<List<String>> refusals;

    LimpidEndpoint(CollectionIdentity collection, Telemetry telemetry, Supplier<List<String>> refusals) {
        this.collection = collection;
        this.telemetry = telemetry;
        this.refusals = refusals;
    }

    /** Returns all of it. */
    @ReadOperation
    public Map<String, Object> show() throws IOException {
        Environment environment = Environment.ofProcess();
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        EffectiveMode effective = EffectiveMode.of(home, environment, collection.offByDefault());
        telemetry.flush();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("collection", collection.name());
        shown.put("upload", collection.uploadUrl());
        shown.put("mode", effective.mode().toString());
        shown.put("why", effective.why());
        shown.put("counting", telemetry.isCounting());
        shown.put("whyNotCounting", telemetry.whyNotCounting());
        shown.put("notCounted", refusals.get());
        if (effective.mode().counts()) {
            show(shown, home, effective, HomeClock.of(home, environment));
        }
        return shown;
    }

    private void show(Map<String, Object> shown, TelemetryHome home, EffectiveMode effective, Clock clock)
            throws IOException {
        Map<String, String> counted = new TreeMap<>();
        LocalCounts.read(home)
                .reports()
                .forEach(report -> report.programs()
                        .forEach(program -> program.counters()
                                .forEach((name, count) -> counted.put(
                                        report.week() + " " + program.build().program() + " " + name,
                                        Long.toUnsignedString(count)))));
        shown.put("counted", counted);
        Optional<ConfigStore> store = LogConfigSource.store(home, Optional.of(collection), clock);
        Optional<StoredConfigs> configs = store.isPresent() ? store.get().shown() : Optional.empty();
        shown.put("onShow", configs.map(PendingConfigInWords::lines).orElse(List.of()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        shown.put(
                "weeks",
                new Preview(home, effective.mode(), today, configs.map(StoredConfigs::questions))
                        .weeks().stream().map(LimpidEndpoint::week).toList());
    }

    private static Map<String, Object> week(Preview.Week week) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("week", week.week().toString());
        shown.put("ended", week.ended());
        shown.put("wouldBeSent", week.reasonNotSent().isEmpty());
        week.reasonNotSent().ifPresent(why -> shown.put("kept", why.toString()));
        shown.put("decided", week.decided());
        shown.put(
                "answers",
                week.answers().stream()
                        .map(answered -> Map.of("rate", answered.rate(), "answer", text(answered.answer())))
                        .toList());
        shown.put(
                "staying",
                week.withheld().stream()
                        .map(withheld -> Map.of("why", withheld.why().toString(), "answer", text(withheld.answer())))
                        .toList());
        shown.put("leftOut", week.omissions().stream().map(Omission::sentence).toList());
        shown.put("damaged", week.damaged());
        return shown;
    }

    /** The answer, byte for byte as it would be sent. */
    private static String text(Answer answer) {
        return new String(AnswerCodec.toJson(answer), StandardCharsets.UTF_8);
    }
}
