package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig.ProgramQuestion;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.protocol.text.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what {@link AnswerBuilder} could not have made. Each step returns a refusal, or null if it finds nothing. */
final class AnswerCheck {

    private final CollectionConfig config;

    AnswerCheck(CollectionConfig config) {
        this.config = config;
    }

    Optional<Refusal> check(Answer answer) {
        if (!answer.config().equals(config.version())) {
            return Optional.of(new Refusal(
                    "other-config",
                    "the answer was made with configuration " + Quoted.of(answer.config()) + ", expected "
                            + config.version()));
        }
        ProgramQuestion asked = config.programQuestion(answer.chart()).orElse(null);
        if (asked == null) {
            return Optional.of(new Refusal(
                    "unknown-chart",
                    "configuration " + config.version() + " has no chart " + Quoted.of(answer.chart())
                            + ", expected one that it has"));
        }
        if (!asked.question().covers(answer.week())) {
            return Optional.of(new Refusal(
                    "expired",
                    "the answer to " + asked.chart() + " is of the week from " + answer.week()
                            + " on, expected one that begins by "
                            + asked.question().until().map(Object::toString).orElse("")));
        }
        return Optional.ofNullable(parts(answer.parts(), asked));
    }

    private @Nullable Refusal parts(List<AnswerPart> parts, ProgramQuestion asked) {
        int stacks = 0;
        boolean leftOut = false;
        for (AnswerPart part : parts) {
            Refusal refusal = attributes(part, asked);
            if (refusal == null) {
                refusal = counts(part, asked);
            }
            if (refusal != null) {
                return refusal;
            }
            stacks += part.counts().size();
            leftOut |= part.leftOut() > 0;
        }
        if (asked.question().asked() instanceof RequestedCounters.Stacks) {
            if (stacks > AnswerLimits.STACKS) {
                return refusal("too-many-stacks", asked, stacks + " stacks", "at most " + AnswerLimits.STACKS);
            }
            leftOut &= stacks < AnswerLimits.STACKS;
        }
        return leftOut
                ? refusal("left-out", asked, "stacks left out", "that only where " + AnswerLimits.STACKS + " are named")
                : null;
    }

    private @Nullable Refusal attributes(AnswerPart part, ProgramQuestion asked) {
        if (!part.attributes().keySet().equals(asked.question().by())) {
            return refusal(
                    "other-attributes",
                    asked,
                    "builds by " + part.attributes().keySet(),
                    "them by " + asked.question().by());
        }
        for (Map.Entry<Attribute, String> attribute : part.attributes().entrySet()) {
            if (!config.knows(asked, attribute.getKey(), attribute.getValue())) {
                return refusal(
                        "unknown-" + attribute.getKey().word(),
                        asked,
                        attribute.getKey().member() + " " + Quoted.of(attribute.getValue()),
                        "one that the chart covers");
            }
        }
        return null;
    }

    private @Nullable Refusal counts(AnswerPart part, ProgramQuestion asked) {
        for (Map.Entry<String, Long> count : part.counts().entrySet()) {
            Refusal refusal = count(count.getKey(), count.getValue(), part, asked);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Refusal count(String name, long count, AnswerPart part, ProgramQuestion asked) {
        RequestedCounters what = asked.question().asked();
        if (what instanceof RequestedCounters.Named counters) {
            return counters.names().contains(name) ? null : unknownCounter(name, asked);
        }
        if (what instanceof RequestedCounters.BuiltIn builds) {
            return builtIn(name, count, builds, part, asked);
        }
        RequestedCounters.Stacks stacks = (RequestedCounters.Stacks) what;
        if (!StackNameSyntax.prefix(name).equals(stacks.counter())) {
            return unknownCounter(name, asked);
        }
        String fitted = StackNameSyntax.restrictTo(name, stacks.depth(), stacks.frames());
        if (fitted == null) {
            return refusal("malformed-stack", asked, "a malformed frame", "lines such as org.example.Tool.run:+3");
        }
        if (fitted.equals(name)) {
            return null;
        }
        if (stacks.depth() > 0 && StackNameSyntax.depth(name) > stacks.depth()) {
            return refusal(
                    "stack-too-deep", asked, StackNameSyntax.depth(name) + " frames", "at most " + stacks.depth());
        }
        return refusal(
                "frame-outside",
                asked,
                "a frame outside of what the chart allows, or hidden frames in a row",
                "only what it allows");
    }

    private @Nullable Refusal builtIn(
            String name, long count, RequestedCounters.BuiltIn builds, AnswerPart part, ProgramQuestion asked) {
        String start = builds.counter() + ":";
        if (!name.startsWith(start) || !config.knows(asked, builds.attribute(), name.substring(start.length()))) {
            return unknownCounter(name, asked);
        }
        String own = part.attributes().get(builds.attribute());
        if (own != null && !own.equals(name.substring(start.length()))) {
            return unknownCounter(name, asked);
        }
        return count == 1 ? null : refusal("count-too-high", asked, Quoted.of(name) + " as " + count, "1");
    }

    private static Refusal unknownCounter(String name, ProgramQuestion asked) {
        return refusal("unknown-counter", asked, "a count of " + Quoted.of(name), "what the chart asks for");
    }

    private static Refusal refusal(String code, ProgramQuestion asked, String found, String expected) {
        return new Refusal(code, "the answer to " + asked.chart() + " has " + found + ", expected " + expected);
    }
}
