
  # Linears through libtorch's own operators, for CUDA and for builds without oneDNN. Weights that the archive cannot hold in
  # `dtype`, those in 16-bit floats, become it here.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    for weights in [self.qkv_weight, self.attention_out_weight, self.ffn_in_weight, self.ffn_out_weight]:
      for layer in range(torch.len(weights)):
        weights[layer] = torch.to(weights[layer], self.dtype)
    for biases in [self.qkv_bias, self.attention_out_bias, self.ffn_in_bias, self.ffn_out_bias]:
      for layer in range(torch.len(biases)):
        biases[layer] = torch.to(biases[layer], self.dtype)
    return torch.len(self.qkv_weight)

  def project_qkv(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return torch.linear(torch.to(x, self.dtype), self.qkv_weight[layer], self.qkv_bias[layer])

  def project_attended(self: __torch__.PackedEncoder, layer: int, attended: Tensor, x: Tensor) -> Tensor:
    return x + torch.linear(attended, self.attention_out_weight[layer], self.attention_out_bias[layer])

  def feed_forward(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    inner = torch.gelu(torch.linear(torch.to(x, self.dtype), self.ffn_in_weight[layer], self.ffn_in_bias[layer]))
    return x + torch.linear(inner, self.ffn_out_weight[layer], self.ffn_out_bias[layer])

  def score_tokens(self: __torch__.PackedEncoder, layer: int, x: Tensor) -> Tensor:
    return torch.gelu(torch.linear(x, self.predictor_in_weight[layer], self.predictor_in_bias[layer]))
