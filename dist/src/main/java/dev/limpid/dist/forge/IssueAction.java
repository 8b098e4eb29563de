package dev.limpid.dist.forge;

import java.util.Optional;

/** Something that is to be done at the forge. */
public sealed interface IssueAction {

    /** In words, for whoever looks on. */
    String words();

    /** The issue that it is about, if there is one already. */
    Optional<Issue> issue();

    /** Make an issue. */
    record Create(String title, String body) implements IssueAction {
        @Override
        public String words() {
            return "create \"" + title + "\"";
        }

        @Override
        public Optional<Issue> issue() {
            return Optional.empty();
        }
    }

    /** Set the text of an issue. */
    record Update(Issue at, String body) implements IssueAction {
        @Override
        public String words() {
            return "update " + at.url();
        }

        @Override
        public Optional<Issue> issue() {
            return Optional.of(at);
        }
    }

    /** Open an issue again. */
    record Reopen(Issue at) implements IssueAction {
        @Override
        public String words() {
            return "reopen " + at.url();
        }

        @Override
        public Optional<Issue> issue() {
            return Optional.of(at);
        }
    }

    /** Add a comment. */
    record Comment(Issue at, String text) implements IssueAction {
        @Override
        public String words() {
            return "comment on " + at.url();
        }

        @Override
        public Optional<Issue> issue() {
            return Optional.of(at);
        }
    }
}
