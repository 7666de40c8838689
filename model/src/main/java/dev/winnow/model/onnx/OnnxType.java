package dev.winnow.model.onnx;

/** What the elements of a tensor are, by the numbers of TensorProto.DataType. */
enum OnnxType {
    FLOAT(1),
    INT8(3),
    INT64(7),
    BOOL(9);

    final int number;

    OnnxType(int number) {
        this.number = number;
    }
}
