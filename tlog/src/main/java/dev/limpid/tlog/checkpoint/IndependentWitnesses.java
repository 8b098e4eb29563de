package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.note.VerifierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Selects the cosigners that are independent of the log. A key of the log is not independent, nor is one named after
 * the log's own host (its clock, {@code telemetry.example.org/config/time}, or a witness that its operator runs there).
 * Of several keys with one name, or several names with one key, only the first counts.
 */
final class IndependentWitnesses {

    private final List<Policy.LogKey> logs;

    IndependentWitnesses(List<Policy.LogKey> logs) {
        this.logs = logs;
    }

    /** The names of the independent witnesses, in the policy's order. */
    List<String> of(Map<String, Policy.Witness> witnesses, Collection<String> cosigners) {
        List<String> independent = new ArrayList<>();
        List<VerifierKey> counted = new ArrayList<>();
        for (Map.Entry<String, Policy.Witness> each : witnesses.entrySet()) {
            VerifierKey key = each.getValue().key();
            if (cosigners.contains(each.getKey()) && !isOfALog(key) && !isOneOf(counted, key)) {
                counted.add(key);
                independent.add(each.getKey());
            }
        }
        return independent;
    }

    private boolean isOfALog(VerifierKey key) {
        for (Policy.LogKey log : logs) {
            String host = host(log.key());
            boolean sameHost = host(key).equals(host) || host(key).endsWith("." + host);
            if (sameHost || Arrays.equals(key.publicKey(), log.key().publicKey())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(List<VerifierKey> counted, VerifierKey key) {
        for (VerifierKey other : counted) {
            if (other.name().equalsIgnoreCase(key.name()) || Arrays.equals(other.publicKey(), key.publicKey())) {
                return true;
            }
        }
        return false;
    }

    private static String host(VerifierKey key) {
        int slash = key.name().indexOf('/');
        String host = slash < 0 ? key.name() : key.name().substring(0, slash);
        return host.toLowerCase(java.util.Locale.ROOT);
    }
}
