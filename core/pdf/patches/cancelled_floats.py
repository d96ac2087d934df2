"""A float whose block goes to the next page whole is printed there once, without the rest that was cut off before.

Upstream: not reported yet (docs/upstream.md). Remove when `block_container_layout`, where it aborts a box, gives
`remove_placeholders` the children that were laid out too.
"""


class BlockLayout:
    """WeasyPrint's layout of a block, which forgets the rests of floats in it when it cancels the block."""

    def __init__(self, layout):
        self.layout = layout

    def __call__(self, context, box, *args, **kwargs):
        before = set(context.broken_out_of_flow)
        result = new_box, *_ = self.layout(context, box, *args, **kwargs)
        if new_box is None:
            for rest in context.broken_out_of_flow.keys() - before:
                del context.broken_out_of_flow[rest]
        return result


def apply() -> None:
    from weasyprint.layout import block

    block.block_container_layout = BlockLayout(block.block_container_layout)
