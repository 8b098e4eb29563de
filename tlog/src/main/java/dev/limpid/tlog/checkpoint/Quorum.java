package dev.limpid.tlog.checkpoint;

import java.util.List;
import java.util.Set;

/** Which witnesses must have cosigned. */
public sealed interface Quorum {

    boolean isMetBy(Set<String> cosigners);

    /**
     * The missing witnesses in words, such as {@code witness lite (quorum 1 of 2)}. Call it only if the quorum is not
     * met.
     */
    String missing(Set<String> cosigners);

    /** No cosignature is needed. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<String> cosigners) {
            return true;
        }

        @Override
        public String missing(Set<String> cosigners) {
            return "nobody";
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
        public String missing(Set<String> cosigners) {
            return "witness " + name + " (quorum 0 of 1)";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** At least {@code needed} of the members, which can be groups themselves. */
    record Group(String name, int needed, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean isMetBy(Set<String> cosigners) {
            return met(cosigners) >= needed;
        }

        private int met(Set<String> cosigners) {
            int met = 0;
            for (Quorum member : members) {
                met += member.isMetBy(cosigners) ? 1 : 0;
            }
            return met;
        }

        @Override
        public String missing(Set<String> cosigners) {
            StringBuilder names = new StringBuilder();
            for (Quorum member : members) {
                if (!member.isMetBy(cosigners)) {
                    names.append(names.isEmpty() ? "" : needed == members.size() ? " and " : " or ")
                            .append(member instanceof One one ? one.name() : member.toString());
                }
            }
            return "witness " + names + " (quorum " + met(cosigners) + " of " + needed + ")";
        }

        @Override
        public String toString() {
            return name + " (" + needed + " of " + members + ")";
        }
    }
}
