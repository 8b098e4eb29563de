package dev.limpid.dist.forge;

import java.util.Optional;

/** A change to make at the forge. */
public sealed interface IssueAction {

    /** The action in words, for the user. */
    String words();

    /** The issue that it changes, if there is one already. */
    Optional<Issue> issue();

    /** Creates an issue. */
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

    /** Sets the text of an issue. */
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

    /** Reopens an issue. */
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

    /** Adds a comment. */
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
