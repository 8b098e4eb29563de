package dev.limpid.server.intake.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.sampling.SamplingControl;
import dev.limpid.server.http.Sender;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.intake.limit.NetworkShares.Reservation;
import dev.limpid.server.publish.index.NetworkHistogram;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkSharesTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");
    private static final String CHART = "org.example/tool/editor";
    private static final double HONEST = 16_588;
    private static final double RATE = 0.1;

    private NetworkShares shares;

    @BeforeEach
    void open() {
        shares = new NetworkShares(new SecureRandom(), Set.of());
    }

    @Test
    void network_movesAShareOfAHalfByLessThanAPointWhateverItSends() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, RATE, HONEST / RATE);
        double honest = HONEST / RATE;
        for (double rate : new double[] {1, RATE, 0.01, 0.001, 1e-5}) {
            open();
            double given = 0;
            for (int i = 0; i < 60_000; i++) {
                // It has 256 addresses, and names whatever configuration it likes.
                Optional<Reservation> taken =
                        shares.reserve(sender("198.51.100." + i % 256), WEEK, CHART, 1 / rate, allowance);
                if (taken.isPresent()) {
                    taken.get().keep();
                    given += 1 / rate;
                }
            }
            double share = (honest / 2 + given) / (honest + given);
            assertThat(share - 0.5).as("by a configuration of rate %s", rate).isLessThan(0.01);
        }
    }

    /**
     * Many light answers or few heavy ones, by old configurations: in both cases sampling control would see different weights.
     */
    @Test
    void network_movesWhatAWeekTellsOfInstallationsByLittle_whateverRateItNames() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, RATE, HONEST / RATE);
        for (double rate : new double[] {1, 7.5 * RATE, 2 * RATE, RATE, RATE / 2, RATE / 10, RATE / 17}) {
            open();
            int taken = 0;
            for (int i = 0; i < 60_000; i++) {
                Optional<Reservation> one =
                        shares.reserve(sender("198.51.100." + i % 256), WEEK, CHART, 1 / rate, allowance);
                taken += one.isPresent() ? 1 : 0;
            }
            assertThat(taken).isPositive().isLessThanOrEqualTo((int) (IntakeLimits.NETWORK_SHARE * HONEST));
            double heads = HONEST + taken;
            double weighted = HONEST / RATE + taken / rate;
            double squares = HONEST / RATE / RATE + taken / rate / rate;
            assertThat(SamplingControl.effectiveInstallations(weighted, heads, weighted * weighted / squares))
                    .as("counted if it names a rate of %s", rate)
                    .isBetween(HONEST / RATE * 0.97, HONEST / RATE * 1.025);
        }
    }

    @Test
    void networksAroundOne_giveFiveTimesAsMuchTogether() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, 1, HONEST);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            taken += shares.reserve(sender("198.51." + i % 256 + ".1"), WEEK, CHART, 1, allowance)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(taken).isEqualTo((int) (5 * IntakeLimits.NETWORK_SHARE * HONEST));
        assertThat(shares.reserve(sender("203.0.113.1"), WEEK, CHART, 1, allowance))
                .isPresent();
        int six = 0;
        for (int i = 0; i < 20_000; i++) {
            String place = "2001:db8:" + Integer.toHexString(i % 4096) + "::1";
            six += shares.reserve(sender(place), WEEK, CHART, 1, allowance).isPresent() ? 1 : 0;
        }
        assertThat(six).isEqualTo(taken);
    }

    @Test
    void twentyAnswersOfANetwork_areTakenOfTheSmallestCollection() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, 1, 30);
        for (int i = 0; i < 20; i++) {
            assertThat(shares.reserve(sender("198.51.100.1"), WEEK, CHART, 1, allowance))
                    .isPresent();
        }
        assertThat(shares.reserve(sender("198.51.100.2"), WEEK, CHART, 1, allowance))
                .isEmpty();
        assertThat(shares.reserve(sender("198.51.100.2"), WEEK, CHART + "s", 1, allowance))
                .as("another chart")
                .isPresent();
        assertThat(shares.reserve(sender("198.51.100.2"), WEEK.plusWeeks(1), CHART, 1, allowance))
                .as("another week")
                .isPresent();
    }

    @Test
    void resendsAndWhatCouldNotBeStored_costNothing() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, 1, 30);
        for (int i = 0; i < 1000; i++) {
            shares.reserve(sender("198.51.100.1"), WEEK, CHART, 1, allowance)
                    .orElseThrow()
                    .giveBack();
        }
        assertThat(shares.of(WEEK)).contains(new NetworkHistogram(0, 0, 0, 0));
    }

    @Test
    void histogram_countsNetworksByWhatTheyGave() throws Exception {
        int[] given = {1, 1, 2, 9, 10, 99, 100, 1000};
        for (int network = 0; network < given.length; network++) {
            for (int i = 0; i < given[network]; i++) {
                give("198.51." + network + "." + i % 256, "org.example/tool/" + i);
            }
        }
        assertThat(shares.of(WEEK)).contains(new NetworkHistogram(2, 2, 2, 2));
        assertThat(shares.of(WEEK.plusWeeks(1))).isEmpty();
    }

    @Test
    void weekThatBeganBeforeTheProcess_isNotToldInPart() throws Exception {
        shares = new NetworkShares(new SecureRandom(), Set.of(WEEK));
        give("198.51.100.1", CHART);
        assertThat(shares.of(WEEK)).isEmpty();
    }

    @Test
    void weekThatCannotBeAnsweredAnyMore_leavesNothing() throws Exception {
        IntakeLimits limits = IntakeLimits.usual();
        give("198.51.100.1", CHART);
        shares.forgetAllBut(week -> limits.acceptsAnswers(week, limits.lastDay(WEEK)));
        assertThat(shares.of(WEEK)).isPresent();
        shares.forgetAllBut(
                week -> limits.acceptsAnswers(week, limits.lastDay(WEEK).plusDays(1)));
        assertThat(shares.of(WEEK)).isEmpty();
    }

    /** A large collection's week, with as many networks as answers: nobody is refused because of another network. */
    @Test
    void manyNetworks_doNotFillEachOthersShares() throws Exception {
        NetworkAllowance allowance = NetworkAllowance.of(IntakeLimits.NETWORK_SHARE, 0.01, 1, 30);
        int refused = 0;
        for (int i = 0; i < 400_000; i++) {
            String address = (1 + i % 200) + "." + i / 200 % 250 + "." + i / 50_000 + ".1";
            refused += shares.reserve(sender(address), WEEK, "c/" + i % 40, 1, allowance)
                            .isPresent()
                    ? 0
                    : 1;
        }
        assertThat(refused).isZero();
    }

    private void give(String address, String chart) throws Exception {
        NetworkAllowance any = new NetworkAllowance(1e6, 1e6, 1);
        shares.reserve(sender(address), WEEK, chart, 1, any).orElseThrow().keep();
    }

    private static Sender sender(String address) throws UnknownHostException {
        return Sender.of(InetAddress.getByName(address));
    }
}
