package dev.limpid.web;

import dev.limpid.web.asset.Asset;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the sample site as files, to look at. */
final class SampleSiteFiles {
    private SampleSiteFiles() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Site site = new Site(SampleSite.contents(), LinkStyle.FILES);
        for (Asset asset : Asset.ALL) {
            write(folder.resolve("assets").resolve(asset.name()), asset.body());
        }
        for (String path : List.of(
                "",
                "charts/",
                "charts/dates",
                "charts/2026-11-16",
                "charts/2026-11-16/tool-editor",
                "charts/2026-11-16/tool-startup",
                "charts/2026-11-16/tool-failures",
                "charts/2026-11-16/tool-crash",
                "stacks/",
                "data/",
                "config/",
                "log/",
                "privacy",
                "about")) {
            Page page = site.page(path).orElseThrow();
            write(folder.resolve(Links.file(path)), page.body());
        }
    }

    private static void write(Path file, byte[] body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, body);
    }
}
