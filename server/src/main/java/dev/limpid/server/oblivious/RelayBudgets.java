package dev.limpid.server.oblivious;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which relays may send messages, and how many they have sent. Safe for use by many threads: this object's monitor
 * guards the budgets.
 */
final class RelayBudgets {

    private static final String BEARER = "Bearer ";

    private final List<Budget> budgets = new ArrayList<>();
    private final Clock clock;

    private static final class Budget {
        private final RelayAccount account;
        private long minute = Long.MIN_VALUE;
        private LocalDate day = LocalDate.MIN;
        private int inMinute;
        private int inDay;

        Budget(RelayAccount account) {
            this.account = account;
        }
    }

    RelayBudgets(List<RelayAccount> accounts, Clock clock) {
        accounts.forEach(account -> budgets.add(new Budget(account)));
        this.clock = clock;
    }

    /**
     * The account of this secret. A relay that sends no credentials gets the account without a secret, if there is one.
     * A relay with a wrong secret gets none: it must notice the mistake, and not use another account's budget.
     */
    Optional<RelayAccount> of(Optional<String> authorization) {
        // The name of the scheme ignores case (RFC 9110, section 11.1).
        Optional<String> shown = authorization
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip());
        return budgets.stream()
                .map(budget -> budget.account)
                .filter(account -> account.digest().isPresent()
                        ? shown.filter(account.digest().get()::is).isPresent()
                        : authorization.isEmpty())
                .findFirst();
    }

    /** Counts one more message of this relay; returns a refusal if that is one too many. */
    synchronized Optional<Response> admit(RelayAccount account) {
        Budget budget = budgets.stream()
                .filter(one -> one.account.equals(account))
                .findFirst()
                .orElseThrow();
        turn(budget, clock.instant());
        if (account.perMinute() > 0 && budget.inMinute >= account.perMinute()) {
            return Optional.of(tooMany(account, account.perMinute(), "within a minute", 60));
        }
        if (account.perDay() > 0 && budget.inDay >= account.perDay()) {
            return Optional.of(tooMany(account, account.perDay(), "today", 60 * 60));
        }
        budget.inMinute++;
        budget.inDay++;
        return Optional.empty();
    }

    private static Response tooMany(RelayAccount account, int most, String when, int seconds) {
        return Refusals.later(
                429,
                "relay-budget",
                "the relay " + account.name() + " sent more than " + most + " messages " + when + ", expected fewer",
                seconds);
    }

    private static void turn(Budget budget, Instant now) {
        long minute = Math.floorDiv(now.getEpochSecond(), 60L);
        if (minute != budget.minute) {
            budget.minute = minute;
            budget.inMinute = 0;
        }
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!day.equals(budget.day)) {
            budget.day = day;
            budget.inDay = 0;
        }
    }
}
