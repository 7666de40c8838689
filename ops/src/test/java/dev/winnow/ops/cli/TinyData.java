package dev.winnow.ops.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A data set so easy that any encoder worth its name separates it: cooking and weather. */
final class TinyData {
    private static final List<String> COOKING = List.of(
            "Chop the onions and fry them slowly in butter.",
            "The dough has to rest in the fridge overnight.",
            "Add a pinch of salt to the soup before serving.",
            "Roast the carrots with honey and thyme.",
            "This cake needs three eggs and a cup of sugar.",
            "Simmer the sauce until it thickens.",
            "Whisk the cream until it holds soft peaks.",
            "Marinate the chicken in lemon and garlic.",
            "Bake the bread until the crust sounds hollow.",
            "Rinse the rice twice before boiling it.",
            "Season the salad with vinegar and olive oil.",
            "Melt the chocolate over a pot of hot water.");
    private static final List<String> WEATHER = List.of(
            "Heavy rain is expected along the coast tonight.",
            "A cold front brings snow to the mountains.",
            "Sunny spells and light winds in the afternoon.",
            "The storm knocked out power in two valleys.",
            "Fog will clear slowly after sunrise.",
            "Temperatures drop below freezing this weekend.",
            "Thunderstorms may develop over the plains.",
            "A warm breeze follows days of drizzle.",
            "The drought ends with a week of showers.",
            "Hail the size of peas fell on the village.",
            "Clouds thicken from the west by evening.",
            "The heat wave breaks all records for May.");

    private TinyData() {}

    /** Writes all three splits; returns the folder. */
    static Path write(Path folder) throws IOException {
        split(folder.resolve("train.jsonl"), 0, 8);
        split(folder.resolve("validation.jsonl"), 8, 10);
        split(folder.resolve("test.jsonl"), 10, 12);
        return folder;
    }

    private static void split(Path file, int from, int to) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(row(COOKING.get(i), "cooking"));
            rows.add(row(WEATHER.get(i), "weather"));
        }
        Files.write(file, rows);
    }

    private static String row(String text, String label) throws IOException {
        return new ObjectMapper().writeValueAsString(Map.of("text", text, "label", label));
    }
}
