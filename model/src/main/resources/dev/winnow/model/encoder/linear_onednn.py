
  # Linears through oneDNN: weights re-laid once for its blocked kernels, GELU and the residual sum fused. `tokens` is the batch size the
  # layout is tuned for; any other works too. CPU only.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    for weights in [self.qkv_weight, self.attention_out_weight, self.ffn_in_weight, self.ffn_out_weight, self.predictor_in_weight]:
      for layer in range(torch.len(weights)):
        weights[layer] = ops.mkldnn._reorder_linear_weight(weights[layer], tokens)
    return torch.len(self.qkv_weight)

  def linear(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")

  # The residual stream is float32 in every precision, and oneDNN adds only what has the type of its result.
  def linear_add(self: __torch__.PackedEncoder, x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    if torch.eq(self.dtype, 6):
      sum = ops.mkldnn._linear_pointwise(x, residual, weight, bias, "add")
    else:
      sum = residual + self.linear(x, weight, bias)
    return sum

  def linear_gelu(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, weight, bias, "gelu", [], "none")
