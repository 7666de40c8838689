package dev.winnow.ops.simulate;

import dev.winnow.ops.simulate.ArrivalRates.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What comes, for all instances together.
 *
 * @param relief second after which a step is over
 */
public record Load(Arrivals arrivals, OptionalDouble relief) {

    /**
     * Reads a file: lines {@code seconds,documents per second}, each rate holding until the next line, the last as long as the
     * one before; or one line for each document with the second it came. A first line without numbers is a heading.
     *
     * @throws IllegalArgumentException when it holds something else, with the number of the line
     */
    public static Load read(Path file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !(i == 0 && isHeading(lines.get(i)))) {
                rows.add(row(file, i + 1, lines.get(i), rows.isEmpty() ? 0 : rows.get(0).length));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no arrivals");
        }
        Arrivals arrivals = rows.get(0).length == 1
                ? new ArrivalTimes(rows.stream().mapToDouble(row -> row[0]).toArray())
                : rates(file, rows);
        return new Load(arrivals, OptionalDouble.empty());
    }

    private static boolean isHeading(String line) {
        return line.chars().anyMatch(Character::isLetter);
    }

    private static double[] row(Path file, int number, String line, int columns) {
        String[] cells = line.split(",", -1);
        try {
            double[] row = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                row[i] = Double.parseDouble(cells[i].strip());
            }
            if (row.length <= 2 && (columns == 0 || row.length == columns)) {
                return row;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the same error
        }
        throw new IllegalArgumentException(
                "%s line %d is neither 'seconds,documents per second' nor one moment in seconds: %s"
                        .formatted(file, number, line.strip()));
    }

    private static Arrivals rates(Path file, List<double[]> rows) {
        if (rows.size() < 2) {
            throw new IllegalArgumentException(file + " needs a second line: it says how long the first rate holds");
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int from = Math.min(i, rows.size() - 2);
            pieces.add(new Piece(rows.get(from + 1)[0] - rows.get(from)[0], rows.get(i)[1]));
        }
        return new ArrivalRates(pieces);
    }
}
