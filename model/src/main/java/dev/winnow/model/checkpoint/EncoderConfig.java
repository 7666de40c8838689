package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Shape of a BERT encoder; the names in brackets are those of Hugging Face's {@code config.json}.
 *
 * @param layers L ({@code num_hidden_layers})
 * @param hidden H ({@code hidden_size})
 * @param heads attention heads ({@code num_attention_heads}); they divide H
 * @param intermediate width of the feed-forward layer ({@code intermediate_size})
 * @param vocabulary rows of the word embedding ({@code vocab_size})
 * @param maxPositions the longest document in tokens ({@code max_position_embeddings})
 * @param layerNormEpsilon {@code layer_norm_eps}
 */
public record EncoderConfig(
        int layers,
        int hidden,
        int heads,
        int intermediate,
        int vocabulary,
        int maxPositions,
        double layerNormEpsilon) {

    public EncoderConfig {
        if (layers < 1 || hidden < 1 || heads < 1 || intermediate < 1 || vocabulary < 1 || maxPositions < 2) {
            throw new CheckpointException("an encoder needs positive sizes, not " + layers + " layers, hidden " + hidden
                    + ", " + heads + " heads, intermediate " + intermediate + ", vocabulary " + vocabulary
                    + ", positions " + maxPositions);
        }
        if (hidden % heads != 0) {
            throw new CheckpointException("hidden size " + hidden + " is not a multiple of " + heads + " heads");
        }
    }

    /** Reads a Hugging Face {@code config.json}; refuses any architecture that the packed encoder does not compute. */
    static EncoderConfig of(JsonNode config) {
        require(config, "model_type", List.of("bert"));
        require(config, "hidden_act", List.of("gelu"));
        require(config, "position_embedding_type", List.of("absolute"));
        return new EncoderConfig(
                integer(config, "num_hidden_layers"),
                integer(config, "hidden_size"),
                integer(config, "num_attention_heads"),
                integer(config, "intermediate_size"),
                integer(config, "vocab_size"),
                integer(config, "max_position_embeddings"),
                config.path("layer_norm_eps").asDouble(1e-12));
    }

    private static void require(JsonNode config, String key, List<String> supported) {
        String value = config.path(key).asText(supported.get(0));
        if (!supported.contains(value)) {
            throw new CheckpointException("config.json: " + key + " is '" + value + "'; Winnow runs BERT encoders with "
                    + supported + " only");
        }
    }

    private static int integer(JsonNode config, String key) {
        JsonNode value = config.path(key);
        if (!value.canConvertToInt()) {
            throw new CheckpointException("config.json: " + key + " is missing or not a whole number");
        }
        return value.intValue();
    }
}
