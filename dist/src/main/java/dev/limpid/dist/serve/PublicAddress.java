package dev.limpid.dist.serve;

import dev.limpid.server.settings.CollectionSettings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The public address of a collection, for commands that print or write addresses. */
public final class PublicAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The public address of the collection, if it differs from the file's.")
    private Optional<URI> url = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The address, ending in a slash. */
    public URI of(CollectionSettings collection) {
        URI address = url.or(collection::url)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "the file has no url for " + collection.name() + ", expected one there or as --url URL"));
        return address.toString().endsWith("/") ? address : URI.create(address + "/");
    }
}
