package dev.limpid.cli.verify;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.ConfigCheckInProgressException;
import dev.limpid.uploader.config.proof.EmptyLogException;
import dev.limpid.uploader.config.proof.FutureHeadException;
import dev.limpid.uploader.config.proof.StaleLogException;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.UnreadablePolicyException;
import dev.limpid.uploader.config.proof.UnusableConfigException;
import dev.limpid.uploader.config.source.NotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Map;

/**
 * The result of asking the log. Each has its own word for {@code --json}, its own sentence and, if it is bad news, its own exit code,
 * so that nobody confuses a dead network with a forger or a first contact with a proof.
 */
public enum LogCheckResult {
    /** This machine does not know where the collection's log is. */
    UNKNOWN(ExitCode.OK),
    /** The user asked not to use the network. */
    OFFLINE(ExitCode.OK),
    /** The mode does not allow asking the log. */
    MODE_NOT_ON(ExitCode.OK),
    /** Proven by the log's signature. This machine had not seen a head before, so there was nothing to compare it with. */
    FIRST_CONTACT(ExitCode.OK),
    /** Proven, and consistent with the head that this machine saw last. */
    CONSISTENT(ExitCode.OK),
    /** Signed by the log, but without any entry. */
    EMPTY(ExitCode.OK),
    /** The network failed. */
    UNREACHABLE(ExitCode.FAILED),
    /** The answer is not covered by a signature of the log. */
    UNPROVEN(4),
    /** A head that is older than the one seen before, or than the policy allows. */
    STALE(5),
    /** A head that is dated in the future. */
    FUTURE(6),
    /** Proven, but in a form that this version of the program cannot read. */
    UNUSABLE(7),
    /** The log was caught contradicting itself, just now. */
    CAUGHT(8),
    /** The log was caught earlier; it is not asked again while the evidence is there. */
    CAUGHT_BEFORE(9),
    /** The address answers, but has no log. */
    NO_LOG(10),
    /** Another process is asking. */
    BUSY(11),
    /** The program's policy cannot be read. */
    NO_POLICY(12),
    /** The telemetry home cannot be read or written. */
    HOME_FAILED(13);

    private static final Map<Class<? extends IOException>, LogCheckResult> BY_FAILURE = Map.of(
            UnprovenResponseException.class, UNPROVEN,
            StaleLogException.class, STALE,
            FutureHeadException.class, FUTURE,
            UnusableConfigException.class, UNUSABLE,
            EmptyLogException.class, EMPTY,
            NotFoundException.class, NO_LOG,
            ConfigCheckInProgressException.class, BUSY,
            UnreadablePolicyException.class, NO_POLICY);

    private final int exitCode;

    LogCheckResult(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Its name in {@code --json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state that a failure to refresh means. */
    static LogCheckResult of(IOException failure) {
        LogCheckResult own = BY_FAILURE.get(failure.getClass());
        if (own != null) {
            return own;
        }
        if (failure.getClass() == IOException.class && failure.getCause() instanceof IOException one) {
            return of(one); // one of several places, each of which is named in the message
        }
        return failure instanceof FileSystemException ? HOME_FAILED : UNREACHABLE;
    }

    /** The sentence for a failure to refresh. It quotes the failure's message, which says what was found. */
    public String sentence(IOException failure, MessageBundle words) {
        String found = String.valueOf(failure.getMessage());
        return switch (this) {
            case FUTURE -> found;
            case EMPTY -> words.format("log.empty");
            case UNPROVEN, STALE, UNUSABLE, NO_LOG, BUSY, NO_POLICY, HOME_FAILED ->
                words.format("log." + word(), "found", found);
            default -> words.format("log.unreachable", "found", found);
        };
    }
}
