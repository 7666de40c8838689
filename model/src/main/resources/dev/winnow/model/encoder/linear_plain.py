
  # Linears through libtorch's own operators, for builds without oneDNN.
  def prepare(self: __torch__.PackedEncoder, tokens: int) -> int:
    return torch.len(self.qkv_weight)

  def linear(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(x, weight, bias)

  def linear_add(self: __torch__.PackedEncoder, x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return residual + torch.linear(x, weight, bias)

  def linear_gelu(self: __torch__.PackedEncoder, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.gelu(torch.linear(x, weight, bias))
