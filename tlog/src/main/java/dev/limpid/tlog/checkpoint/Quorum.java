package dev.limpid.tlog.checkpoint;

import java.util.List;
import java.util.Set;

/** Which witnesses are enough. */
public sealed interface Quorum {

    boolean isMetBy(Set<String> cosigners);

    /** Nobody need cosign. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<String> cosigners) {
            return true;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /** This witness. */
    record One(String name) implements Quorum {
        @Override
        public boolean isMetBy(Set<String> cosigners) {
            return cosigners.contains(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** So many of these, which may be groups themselves. */
    record Group(String name, int needed, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean isMetBy(Set<String> cosigners) {
            int met = 0;
            for (Quorum member : members) {
                met += member.isMetBy(cosigners) ? 1 : 0;
            }
            return met >= needed;
        }

        @Override
        public String toString() {
            return name + " (" + needed + " of " + members + ")";
        }
    }
}
