package dev.limpid.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.testkit.TemporaryFolder;
import dev.limpid.uploader.send.HttpAnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.net.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What one step accepts at its limit, the next ones accept, too: none of them drops it silently. */
class LimitsTest {

    private static final int LONGEST_NAME = 76;

    @Test
    void answerAsLargeAndAsLateAsTheServerTakes_isPublishedAndCharted() throws Exception {
        LocalDate oldest = World.FIRST_DAY.minusDays(ReportWeek.DAYS + ReportWeek.LATE_DAYS);
        List<String> buckets = buckets();
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            CollectionConfig config = world.decide(chart(buckets));
            byte[] answer = AnswerCodec.toJson(answer(oldest, config, buckets));
            assertThat(answer.length).isBetween(AnswerLimits.BYTES - 200, AnswerLimits.BYTES);
            SendResult result = new HttpAnswerSender(
                            world.site().resolve("answers"), Proxy.NO_PROXY, Duration.ofMinutes(1))
                    .send("0123456789abcdef".repeat(2), answer);
            assertThat(result).isEqualTo(new SendResult.Accepted());
            world.to(PublishingRules.usual().lastDue(oldest));
            assertThat(Publication.read(world.get("data/index.json")).weeks())
                    .singleElement()
                    .satisfies(week -> assertThat(week.week()).isEqualTo(oldest))
                    .satisfies(week -> assertThat(week.answers()).isEqualTo(1));
            ChartSet charts = ChartSetCodec.read(world.get("charts/" + oldest + ".json"));
            assertThat(charts.answers()).isEqualTo(1);
            assertThat(charts.programs().get(0).charts())
                    .singleElement()
                    .satisfies(chart -> assertThat(chart.machinesWithCounts()).isEqualTo(1));
        }
    }

    /** So many that an answer with all of them is within some bytes of its limit. */
    private static List<String> buckets() {
        List<String> buckets = new java.util.ArrayList<>();
        int room = AnswerLimits.BYTES - 250;
        for (int i = 0; room > 30; i++) {
            String bucket = "x".repeat(Math.min(room, LONGEST_NAME) - 25) + String.format("%05d", i);
            buckets.add(bucket);
            room -= "\"dupfind/all:\":1,".length() + bucket.length();
        }
        return buckets;
    }

    private static String chart(List<String> buckets) {
        return "title: All\ndescription: everything\nissue: https://example.org/dupfind/issues/1\ntype: partition\n"
                + "program: example.org/dupfind\nmodule: versions: 1.0.0\nid: all\n"
                + "counter: dupfind/all:{" + String.join(",", buckets) + "}\n";
    }

    private static Answer answer(LocalDate week, CollectionConfig config, List<String> buckets) {
        Map<String, Long> counts = new TreeMap<>();
        buckets.forEach(bucket -> counts.put("dupfind/all:" + bucket, 1L));
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, "1.0.0"), counts);
        return new Answer(week, config.version(), "example.org/dupfind/all", List.of(part));
    }
}
