package org.espalier.run.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a published folder and the list of them. */
final class FolderList {
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}  ([^/\\\\]+)");

    private FolderList() {}

    /** Writes files and, last, their list: a folder that has one is whole. */
    static void fill(Path folder, WholeFolder.Contents contents) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try {
            contents.writeTo((name, content) -> {
                if (name.startsWith(".")
                        || name.equals(WholeFolder.LIST)
                        || !LINE.matcher("0".repeat(64) + "  " + name).matches()) {
                    throw new IllegalArgumentException("file '" + name + "': is no name for a file of a report");
                }
                MessageDigest digest = sha256();
                Place.write(folder.resolve(name), out -> {
                    DigestOutputStream counted = new DigestOutputStream(out, digest);
                    content.writeTo(counted);
                    counted.flush();
                });
                sums.put(name, HexFormat.of().formatHex(digest.digest()));
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        String list = sums.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        Path draft = folder.resolve("." + WholeFolder.LIST);
        Place.write(draft, out -> out.write(list.getBytes(StandardCharsets.UTF_8)));
        Place.move(draft, folder.resolve(WholeFolder.LIST));
        Place.force(folder);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The names in the list of a folder, empty if there is none that this class wrote. */
    static Optional<Set<String>> read(Path folder) throws IOException {
        Path list = folder.resolve(WholeFolder.LIST);
        if (Place.of(list) != Place.FILE) {
            return Optional.empty();
        }
        List<Matcher> lines = new String(Files.readAllBytes(list), StandardCharsets.UTF_8)
                .lines()
                .map(LINE::matcher)
                .toList();
        return lines.stream().allMatch(Matcher::matches)
                ? Optional.of(lines.stream().map(line -> line.group(1)).collect(Collectors.toSet()))
                : Optional.empty();
    }

    /** Refuses to replace what is not from an earlier report. */
    static void requireRoom(Path draft, Path folder) throws IOException {
        Set<String> wanted = read(draft).orElseThrow();
        Set<String> earlier = read(folder).orElse(Set.of());
        for (String name : wanted) {
            Place found = Place.of(folder.resolve(name));
            boolean moved = Place.of(draft.resolve(name)) == Place.NOTHING; // before this was cut short
            if (!moved && found != Place.NOTHING && !(found == Place.FILE && earlier.contains(name))) {
                throw new IOException(folder.resolve(name) + " is not from an earlier report");
            }
        }
    }

    /** Moves the files of a whole draft into a folder, file by file, and takes away those of the list there that it lacks. */
    static void moveInto(Path draft, Path folder) throws IOException {
        Set<String> wanted = read(draft).orElseThrow();
        Set<String> earlier = read(folder).orElse(Set.of());
        for (String name : wanted) {
            if (Place.of(draft.resolve(name)) != Place.NOTHING) {
                Place.move(draft.resolve(name), folder.resolve(name));
            }
        }
        for (String name : earlier) {
            if (!wanted.contains(name) && Place.of(folder.resolve(name)) == Place.FILE) {
                Files.delete(folder.resolve(name));
            }
        }
        Place.move(draft.resolve(WholeFolder.LIST), folder.resolve(WholeFolder.LIST));
        Place.force(folder);
        Files.delete(draft);
    }

    /** Deletes a draft: its files, and the folder if nothing else is in it. */
    static void delete(Path draft) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(draft)) {
            files = entries.toList();
        }
        for (Path file : files) {
            if (Place.of(file) == Place.FILE) {
                Files.delete(file);
            }
        }
        Files.delete(draft);
    }
}
