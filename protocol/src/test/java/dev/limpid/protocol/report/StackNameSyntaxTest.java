package dev.limpid.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackNameSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.example.Tool.run:+3",
                "org.example.Tool.<init>:+0",
                "org.example.Tool$Inner.lambda$run$0:=120",
                "org.example.Größe.messen:+1",
                "runtime.goexit:+0,+0x0",
                "org.example.Tool.run:=65535",
                "main.main:+70000,+0x4",
                "golang.org/x/tools/gopls/internal/cache.(*Session).NewView:+12,+0x1a4",
                "golang.org/x/exp/maps.Keys[...]:+4,+0x7f",
                "gopkg.in/yaml%2ev3.(*parser).parse:-1,+0x10",
                "hidden"
            })
    void fit_keepsWholeFrames(String frame) {
        String name = "tool/bug\n" + frame;
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of())).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "run:+3",
                "org.example.Tool.run",
                "org.example.Tool.run:3",
                "org.example.Tool.run:+",
                "org.example.Tool.run:+3 ",
                "org.example.Tool.run:+3x",
                "org.example.Tool.run:+1234567890",
                "org.example.Tool.run:+65536",
                "org.example.Tool.run:+03",
                "org.example.Tool.run:+00",
                "org.example.Tool.run:-0",
                "org.example.Tool.run:=007",
                "main.main:+11,+0x0a",
                "main.main:+11,+0xA",
                "org.example.Tool run:+3",
                ".run:+3",
                "run.:+3",
                "a\"b.run:+3",
                "a\u202eb.run:+3",
                "org.example.Tool\u3164.run:+3",
                "org.example.Tool\u115f.run:+3",
                "org.example.Tool\uffa0.run:+3",
                "org.example.Tool\u00ad.run:+3",
                "org.example.Tool\u034f.run:+3",
                "org.example.Tool\ufe0f.run:+3",
                "org.example.Tool\u2060.run:+3",
                "org.example.Tool\ue000.run:+3",
                "org.example.Tool\udb40\udd00.run:+3",
                "a\u0000b.run:+3",
                "\".run:+3",
                "my password: hunter2",
                "main.main:+11,+0xg",
                "main.main:+11,+0x",
                "main.main:+11,+0x12345678901234567",
                "main.main:+11,0x12",
                "Hidden"
            })
    void fit_refusesAnyOtherText(String frame) {
        assertThat(StackNameSyntax.restrictTo("tool/bug\norg.example.Tool.run:+3\n" + frame, 0, List.of()))
                .isNull();
    }

    @Test
    void fit_refusesANameWithoutFrames() {
        assertThat(StackNameSyntax.restrictTo("tool/bug", 0, List.of())).isNull();
        assertThat(StackNameSyntax.restrictTo("\na.b:+1", 0, List.of())).isNull();
        assertThat(StackNameSyntax.restrictTo("tool/bug\n", 0, List.of())).isNull();
    }

    @Test
    void fit_cutsToTheDepth() {
        assertThat(StackNameSyntax.restrictTo("s\na.b:+1\na.c:+2\na.d:+3", 2, List.of()))
                .isEqualTo("s\na.b:+1\na.c:+2");
        assertThat(StackNameSyntax.restrictTo("s\na.b:+1", 2, List.of())).isEqualTo("s\na.b:+1");
    }

    @Test
    void fit_hidesWhatIsOutside() {
        String name = "s\norg.example.Tool.run:+1\ncom.other.Secret.call:+2\njava.lang.Thread.run:+11";
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of("org.example.")))
                .isEqualTo("s\norg.example.Tool.run:+1\nhidden\njava.lang.Thread.run:+11");
    }

    @Test
    void fit_hidesARunOfFramesAsOne() {
        String name = "s\norg.a.B.c:+1\ncom.x.Y.z:+2\nhidden\ncom.x.Y.z:+3\norg.a.B.c:+4\norg.a.B.d:+5";
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of("org.")))
                .isEqualTo("s\norg.a.B.c:+1\nhidden\norg.a.B.c:+4\norg.a.B.d:+5");
        assertThat(StackNameSyntax.restrictTo(name, 3, List.of("org.")))
                .isEqualTo("s\norg.a.B.c:+1\nhidden\norg.a.B.c:+4");
        assertThat(StackNameSyntax.restrictTo(name, 2, List.of("org."))).isEqualTo("s\norg.a.B.c:+1\nhidden");
    }

    @Test
    void fit_dropsTheFrameThatGoCut() {
        assertThat(StackNameSyntax.restrictTo("s\na.b:+1\na.c\ntruncated\n", 0, List.of()))
                .isEqualTo("s\na.b:+1");
        assertThat(StackNameSyntax.restrictTo("s\na.b:+1\na.c\ntruncated", 0, List.of()))
                .isEqualTo("s\na.b:+1");
        assertThat(StackNameSyntax.restrictTo("s\na.c\ntruncated\n", 0, List.of()))
                .isNull();
    }

    @Test
    void whole_isWithoutMarksHoweverManyThereAre() {
        assertThat(StackNameSyntax.withoutTruncation("s\na.b:+1\na.c\ntruncated\n"))
                .isEqualTo("s\na.b:+1");
        assertThat(StackNameSyntax.withoutTruncation("s\na.b:+1\nx\ntruncated\ny\ntruncated\n"))
                .isEqualTo("s\na.b:+1");
        assertThat(StackNameSyntax.withoutTruncation("s\ntruncated")).isEqualTo("s");
        assertThat(StackNameSyntax.withoutTruncation("s\na\ntruncated")).isEqualTo("s");
        assertThat(StackNameSyntax.withoutTruncation("truncated")).isEqualTo("truncated");
        assertThat(StackNameSyntax.withoutTruncation("s\na.b:+1")).isEqualTo("s\na.b:+1");
    }

    @Test
    void parts_areThoseBetweenTheLines() {
        String name = "tool/bug\na.b:+1\na.c:+2";
        assertThat(StackNameSyntax.prefix(name)).isEqualTo("tool/bug");
        assertThat(StackNameSyntax.frames(name)).containsExactly("a.b:+1", "a.c:+2");
        assertThat(StackNameSyntax.depth(name)).isEqualTo(2);
        assertThat(StackNameSyntax.frames("tool/bug")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.acme.PayrollPlugin.run:+3",
                "javax.PayrollPlugin.run:+3",
                "java.acme.PayrollPlugin.run:+3",
                "sun.acme.PayrollPlugin.run:+3",
                "com.sun.acme.PayrollPlugin.run:+3",
                "jdk.acme.PayrollPlugin.run:+3",
                "jdk.proxy2.$Proxy7.run:+3",
                "java.util.concurrent.$$$.0000000000:=7",
                "java.util.Buy-cheap-pills/evil!example.at:+1",
                "java.util.List.call-me@home#now:+1",
                "java.util.Größe.messen:+1",
                "java.lang.invoke.LambdaForm$MH/0x00007f0e.invoke:+3",
                "java.util.List.<evil>:+1"
            })
    void fit_hidesWhatOnlyBeginsLikeTheJdk(String frame) {
        assertThat(StackNameSyntax.isJdkFrame(frame)).isFalse();
        assertThat(StackNameSyntax.restrictTo("s\norg.example.Tool.run:+3\n" + frame, 0, List.of("org.example.")))
                .isEqualTo("s\norg.example.Tool.run:+3\nhidden");
    }

    @Test
    void fit_hidesNamesThatAreLongerThanAnyOfTheJdk() {
        String name = "s\norg.example.Tool.run:+3\njava.util." + "Secret".repeat(20) + ".run:+1";
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of("org.example.")))
                .isEqualTo("s\norg.example.Tool.run:+3\nhidden");
        String method = "s\norg.example.Tool.run:+3\njava.util.List." + "secret".repeat(20) + ":+1";
        assertThat(StackNameSyntax.restrictTo(method, 0, List.of("org.example.")))
                .isEqualTo("s\norg.example.Tool.run:+3\nhidden");
    }

    @Test
    void fit_refusesAStackOfWhichSomeFramesHaveOffsets() {
        assertThat(StackNameSyntax.restrictTo("s\nmain.main:+1,+0x4\norg.example.Tool.run:+3", 0, List.of()))
                .isNull();
        assertThat(StackNameSyntax.restrictTo("s\nmain.main:+1,+0x4\nhidden\nmain.run:+1,+0x4", 0, List.of()))
                .isNotNull();
    }

    @Test
    void frameOfTheJdk_hasNoOffset() {
        String name = "s\nexample.org/tool.run:+3,+0x4\njava.lang.Thread.run:+3,+0xdeadbeefcafebabe";
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of("example.org/")))
                .isEqualTo("s\nexample.org/tool.run:+3,+0x4\nhidden");
    }

    @Test
    void offsets_areOfTheWholeStack() {
        assertThat(StackNameSyntax.hasOffsets("s\nmain.main:+1,+0x4\nhidden")).isTrue();
        assertThat(StackNameSyntax.hasOffsets("s\norg.example.Tool.run:+3")).isFalse();
        assertThat(StackNameSyntax.hasOffsets("s,t\norg.example.Tool.run:+3")).isFalse();
        assertThat(StackNameSyntax.hasOffsets("s\nmain.f[go.shape.int,go.shape.string]:+1"))
                .isFalse();
        assertThat(StackNameSyntax.hasOffsets("s\nhidden")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.ArrayList$Itr.next:+3",
                "java.lang.Thread.<init>:+3",
                "java.lang.Thread.<clinit>:+3",
                "java.util.stream.Streams.lambda$composedClose$0:+3",
                "java.util.ArrayList.access$100:+0",
                "java.lang.invoke.LambdaForm$DMH.newInvokeSpecial:=0",
                "jdk.internal.reflect.DirectMethodHandleAccessor.invoke:+3",
                "sun.nio.ch.FileChannelImpl.open:=0",
                "org.w3c.dom.Node.getNodeName:+1",
                "com.sun.tools.javac.Main.main:-3"
            })
    void fit_showsThePackagesOfTheJdk(String frame) {
        String name = "s\norg.example.Tool.run:+3\n" + frame;
        assertThat(StackNameSyntax.restrictTo(name, 0, List.of("org.example."))).isSameAs(name);
    }
}
