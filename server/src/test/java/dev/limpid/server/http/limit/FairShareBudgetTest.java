package dev.limpid.server.http.limit;

import static dev.limpid.server.http.limit.FairShareBudget.Acquisition.FULL;
import static dev.limpid.server.http.limit.FairShareBudget.Acquisition.OVER_SHARE;
import static dev.limpid.server.http.limit.FairShareBudget.Acquisition.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.http.Sender;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class FairShareBudgetTest {

    private final FairShareBudget amount = new FairShareBudget(100, 40, 20);

    @Test
    void address_holdsNoMoreThanItsShare() {
        assertThat(amount.take(sender("192.0.2.1"), 20)).isEqualTo(TAKEN);
        assertThat(amount.take(sender("192.0.2.1"), 1)).isEqualTo(OVER_SHARE);
        assertThat(amount.take(sender("192.0.2.2"), 1)).isEqualTo(TAKEN);
        assertThat(amount.taken()).isEqualTo(21);
    }

    @Test
    void network_holdsNoMoreThanItsShareHoweverManyAddressesItHas() {
        for (int i = 0; i < 40; i++) {
            assertThat(amount.take(sender("2001:db8:0:" + i + "::1"), 1)).isEqualTo(TAKEN);
        }
        assertThat(amount.take(sender("2001:db8:0:99::1"), 1)).isEqualTo(OVER_SHARE);
        assertThat(amount.take(sender("2001:db8:1::1"), 1)).isEqualTo(TAKEN);
    }

    @Test
    void whatIsLargerThanAShare_isForWhoHoldsNothing() {
        assertThat(amount.take(sender("192.0.2.1"), 60)).isEqualTo(TAKEN);
        assertThat(amount.take(sender("192.0.2.2"), 1)).isEqualTo(OVER_SHARE);
        assertThat(amount.take(sender("198.51.100.1"), 50)).isEqualTo(FULL);
        amount.release(sender("192.0.2.1"), 60);
        assertThat(amount.take(sender("198.51.100.1"), 50)).isEqualTo(TAKEN);
    }

    @Test
    void relay_standsForManyNetworks_andLeavesRoomForOthersAndForThoseWhoComeDirectly() {
        assertThat(amount.take(Sender.through("a"), 25)).isEqualTo(TAKEN);
        assertThat(amount.take(Sender.through("a"), 1)).isEqualTo(OVER_SHARE);
        assertThat(amount.take(Sender.through("b"), 25)).isEqualTo(TAKEN);
        assertThat(amount.take(Sender.through("c"), 1)).isEqualTo(OVER_SHARE);
        assertThat(amount.take(sender("192.0.2.1"), 20)).isEqualTo(TAKEN);
        amount.release(Sender.through("b"), 25);
        assertThat(amount.take(Sender.through("c"), 1)).isEqualTo(TAKEN);
    }

    @Test
    void whatWasRefused_leavesNothingBehind() {
        amount.take(sender("192.0.2.1"), 20);
        for (int i = 0; i < 1000; i++) {
            amount.take(sender("192.0.2.1"), 5);
        }
        amount.release(sender("192.0.2.1"), 20);
        assertThat(amount.taken()).isZero();
        assertThat(amount.take(sender("192.0.2.1"), 20)).isEqualTo(TAKEN);
    }

    private static Sender sender(String address) {
        try {
            return Sender.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
