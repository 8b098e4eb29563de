package dev.limpid.springboot;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.micrometer.LimpidMeterRegistry;
import dev.limpid.uploader.embed.ProgramReporting;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts telemetry, reporting and the bridge from Micrometer with the application, and stops them with it. Does nothing unless
 * {@code limpid.enabled} is true, and never changes the user's mode.
 */
@AutoConfiguration(
        // Spring Boot creates a simple registry only if there is none yet, and the composite one after that. The
        // names are those of 3.5 and 4.
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "limpid", name = "enabled", havingValue = "true")
@EnableConfigurationProperties(LimpidProperties.class)
public class LimpidAutoConfiguration {

    /** The collection that the program belongs to. */
    @Bean
    CollectionIdentity limpidCollection(LimpidProperties properties) {
        return properties.identity();
    }

    /** The program's telemetry, which counts if its user's mode allows it. */
    @Bean(destroyMethod = "close")
    Telemetry limpidTelemetry(LimpidProperties properties, CollectionIdentity collection, ApplicationContext context) {
        TelemetryOptions options = TelemetryOptions.builder();
        ClassLoader loader = context.getClassLoader();
        if (loader != null) {
            options.classLoader(loader);
        }
        options.collection(collection);
        if (!properties.getProgram().isEmpty()) {
            options.program(properties.getProgram(), properties.getVersion());
        }
        if (!properties.getFrames().isEmpty()) {
            options.ownPackages(properties.getFrames().toArray(new String[0]));
        }
        return Telemetry.start(options.build());
    }

    /** Sends answers in the background if the user's mode is on. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(prefix = "limpid", name = "reporting", havingValue = "true", matchIfMissing = true)
    ProgramReporting limpidReporting(CollectionIdentity collection) {
        return ProgramReporting.forService(collection);
    }

    /** Applies if the program has Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {

        /** Counts the listed meters; absent if none is listed. */
        @Bean
        @ConditionalOnProperty(prefix = "limpid", name = "meters[0].meter")
        LimpidMeterRegistry limpidMeterRegistry(LimpidProperties properties) {
            return new LimpidMeterRegistry(properties.getMeters().stream()
                    .map(LimpidProperties.ListedMeter::listed)
                    .toList());
        }

        /** The meters that the registry cannot count. */
        @Bean
        @ConditionalOnBean(LimpidMeterRegistry.class)
        LimpidRefusals limpidRefusals(LimpidMeterRegistry registry) {
            return registry::unsupportedMeters;
        }
    }

    /** Applies if the program has the actuator and exposes the endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Actuator {

        /** Shows what is counted and what would be sent. */
        @Bean
        @ConditionalOnAvailableEndpoint(endpoint = LimpidEndpoint.class)
        LimpidEndpoint limpidEndpoint(
                CollectionIdentity collection, Telemetry telemetry, ObjectProvider<LimpidRefusals> refusals) {
            return new LimpidEndpoint(
                    collection,
                    telemetry,
                    () -> refusals.stream()
                            .flatMap(each -> each.sentences().stream())
                            .toList());
        }
    }

    /** The meters that the bridge cannot count. Separate from the registry, which a program without Micrometer cannot load. */
    interface LimpidRefusals {
        List<String> sentences();
    }
}
