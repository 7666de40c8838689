
  # What libtorch's CUDA kernels are documented to do, for a processor: attention within [begins[d], begins[d + 1]) for each d.
  # They refuse what the kernels refuse: other types of numbers, and a longest document that is longer than it was said to be.
  def flash_stand_in(self: __torch__.PackedEncoder, q: Tensor, k: Tensor, v: Tensor, begins_q: Tensor, begins_k: Tensor, longest_q: int, longest_k: int, dropout: float, causal: bool, debug: bool) -> Tuple[Tensor, int]:
    if torch.__or__(torch.eq(ops.prim.dtype(q), 6), torch.ne(torch.dim(q), 3)):
      ops.prim.RaiseException("FlashAttention takes 16 bits and [T, heads, size]")
    else:
      pass
    output, numbers = self.efficient_stand_in(torch.unsqueeze(q, 0), torch.unsqueeze(k, 0), torch.unsqueeze(v, 0), None, begins_q, begins_k, longest_q, longest_k, dropout, 0)
    return (torch.squeeze(output, 0), numbers)

  def efficient_stand_in(self: __torch__.PackedEncoder, q: Tensor, k: Tensor, v: Tensor, bias: Optional[Tensor], begins_q: Tensor, begins_k: Tensor, longest_q: int, longest_k: int, dropout: float, mask: int) -> Tuple[Tensor, int]:
    if torch.__or__(torch.ne(ops.prim.dtype(begins_q), 3), torch.ne(ops.prim.dtype(begins_k), 3)):
      ops.prim.RaiseException("begins are 32-bit integers")
    else:
      pass
    if torch.__or__(torch.ne(torch.dim(q), 4), torch.ne(torch.size(q, 0), 1)):
      ops.prim.RaiseException("the memory-efficient kernel takes [1, T, heads, size]")
    else:
      pass
    cu = annotate(List[int], (torch.to(begins_q, 4)).tolist())
    outputs = annotate(List[Tensor], [])
    for d in range(torch.len(cu) - 1):
      length = cu[d + 1] - cu[d]
      if torch.__or__(torch.gt(length, longest_q), torch.gt(length, longest_k)):
        ops.prim.RaiseException("a document is longer than the longest")
      else:
        pass
      queries = torch.transpose(torch.narrow(q, 1, cu[d], length), 1, 2)
      keys = torch.transpose(torch.narrow(k, 1, cu[d], length), 1, 2)
      values = torch.transpose(torch.narrow(v, 1, cu[d], length), 1, 2)
      _0 = torch.append(outputs, torch.transpose(torch.scaled_dot_product_attention(queries, keys, values), 1, 2))
    return (torch.cat(outputs, 1), 0)

  def pinned_stand_in(self: __torch__.PackedEncoder, host: Tensor) -> Tensor:
    return torch.clone(host)
