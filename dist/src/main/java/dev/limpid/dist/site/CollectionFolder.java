package dev.limpid.dist.site;

import dev.limpid.server.site.RulesFile;
import dev.limpid.server.site.SiteExport;
import dev.limpid.server.site.SiteProperties;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which {@code limpid serve} keeps a collection, as the source of an export.
 *
 * @param folder holds {@code log/}, {@code published/}, {@code server-rules.txt} and perhaps {@code site.properties}
 */
public record CollectionFolder(Path folder) {

    /**
     * The whole site of the collection.
     *
     * @param url where the files will be reached
     * @param everyDate whether each single day, and each week on whatever day it ends, gets pages
     * @throws IOException if the folder is not one that a server has written
     */
    public SiteExport site(String collection, URI url, boolean everyDate) throws IOException {
        if (!Files.isDirectory(folder.resolve("log"))) {
            throw new IOException(folder + " holds no folder log, expected the folder of a collection");
        }
        String address = url.toString().endsWith("/") ? url.toString() : url + "/";
        CollectionFacts facts = SiteProperties.read(folder, collection, address);
        ServerRules rules = RulesFile.read(folder)
                .orElseThrow(
                        () -> new IOException(folder + " holds no server-rules.txt, which the page \"Privacy\" is made"
                                + " of; expected that limpid serve ran on it, which writes that file"));
        return SiteExport.of(facts, rules, folder, everyDate);
    }
}
