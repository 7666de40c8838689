package dev.winnow.model.onnx;

/** A setting of a node that is fixed when the graph is written. */
sealed interface Attribute {

    String name();

    /** AttributeProto. */
    ProtobufMessage message();

    static Attribute of(String name, long value) {
        return new Whole(name, value);
    }

    static Attribute of(String name, long... values) {
        return new Wholes(name, values);
    }

    static Attribute of(String name, float value) {
        return new Real(name, value);
    }

    record Whole(String name, long value) implements Attribute {
        @Override
        public ProtobufMessage message() {
            return new ProtobufMessage().string(1, name).integer(3, value).integer(20, 2);
        }
    }

    record Wholes(String name, long... values) implements Attribute {
        @Override
        public ProtobufMessage message() {
            ProtobufMessage message = new ProtobufMessage().string(1, name);
            for (long value : values) {
                message.integer(8, value);
            }
            return message.integer(20, 7);
        }
    }

    record Real(String name, float value) implements Attribute {
        @Override
        public ProtobufMessage message() {
            return new ProtobufMessage().string(1, name).real(2, value).integer(20, 1);
        }
    }
}
