package dev.limpid.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RunningJdk} says how the list is made. */
class JdkPackagesTest {

    @Test
    void list_holdsThePackagesOfTheRunningJdk() throws Exception {
        NavigableMap<String, NavigableSet<String>> list = RunningJdk.read(RunningJdk.LIST);
        String running = String.valueOf(RunningJdk.version());
        assumeTrue(
                list.getOrDefault("java.lang", new TreeSet<>()).contains(running),
                "the list was not made from Java " + running);
        assertThat(list.keySet()).containsAll(RunningJdk.exported());
        assertThat(RunningJdk.exported()).allMatch(JdkPackages::contains);
        String vendor = System.getProperty("java.vendor");
        assumeTrue(
                vendor.equals("Debian") || vendor.equals("Eclipse Adoptium"),
                vendor + " may have packages of its own that nobody can see from outside");
        TreeSet<String> listed = new TreeSet<>();
        list.forEach((name, versions) -> {
            if (versions.contains(running)) {
                listed.add(name);
            }
        });
        assertThat(listed).isEqualTo(RunningJdk.packages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.acme",
                "javax",
                "java",
                "com.sun",
                "com.sun.acme",
                "sun.acme",
                "jdk.acme",
                "java.util.acme",
                "javax.inject",
                "javax.annotation",
                "jdk.proxy1",
                "org.w3c",
                ""
            })
    void list_holdsNothingThatOnlyBeginsLikeTheJdk(String packageName) {
        assertThat(JdkPackages.contains(packageName)).isFalse();
    }
}
