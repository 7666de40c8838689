package dev.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code tokenizer.json} says, where it is that of a BERT model.
 *
 * @param vocabulary every piece with its id
 * @param lowerCase whether letters become lower case
 * @param longestWord characters; a longer word is one unknown token
 * @param unknown id of a word that has no pieces
 * @param first id of [CLS]
 * @param last id of [SEP]
 * @param added tokens that are found in a text as they are written
 */
record BertRules(
        Map<String, Integer> vocabulary,
        boolean lowerCase,
        int longestWord,
        int unknown,
        int first,
        int last,
        List<String> added) {

    BertRules {
        vocabulary = Map.copyOf(vocabulary);
        added = List.copyOf(added);
    }

    /** Empty for any other tokenizer. */
    static Optional<BertRules> read(byte[] tokenizerJson) {
        try {
            return read(new ObjectMapper().readTree(tokenizerJson));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<BertRules> read(JsonNode json) {
        JsonNode normalizer = json.path("normalizer");
        JsonNode model = json.path("model");
        JsonNode single = json.at("/post_processor/single");
        if (!isType(normalizer, "BertNormalizer")
                || !normalizer.path("clean_text").asBoolean()
                || !isType(json.path("pre_tokenizer"), "BertPreTokenizer")
                || !isType(model, "WordPiece")
                || !model.path("continuing_subword_prefix").asText().equals("##")
                || !isType(json.path("post_processor"), "TemplateProcessing")
                || single.size() != 3
                || !single.get(1).has("Sequence")) {
            return Optional.empty();
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .properties()
                .forEach(
                        entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
        List<String> added = new ArrayList<>();
        json.path("added_tokens")
                .forEach(token -> added.add(token.path("content").asText()));
        Integer unknown = vocabulary.get(model.path("unk_token").asText());
        Integer first = vocabulary.get(single.get(0).at("/SpecialToken/id").asText());
        Integer last = vocabulary.get(single.get(2).at("/SpecialToken/id").asText());
        if (unknown == null || first == null || last == null) {
            return Optional.empty();
        }
        return Optional.of(new BertRules(
                vocabulary,
                normalizer.path("lowercase").asBoolean(),
                model.path("max_input_chars_per_word").asInt(100),
                unknown,
                first,
                last,
                added));
    }

    private static boolean isType(JsonNode node, String type) {
        return node.path("type").asText().equals(type);
    }
}
