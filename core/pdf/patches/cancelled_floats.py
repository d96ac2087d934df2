"""WeasyPrint 70 prints a float twice: on the page where its block did not fit, it was cut, and its rest stays noted
for the next page although the whole block goes there (`block_container_layout` forgets, where it cancels a box, only
the children that were not laid out yet).

To be sent upstream; remove when `remove_placeholders` there is given `[*new_children, *box.children[skip:]]`.
"""


def forget_cancelled_floats():
    from weasyprint.layout import block

    layout = block.block_container_layout

    def block_container_layout(context, box, *args, **kwargs):
        noted = set(context.broken_out_of_flow)
        laid_out = layout(context, box, *args, **kwargs)
        if laid_out[0] is None:
            for rest in set(context.broken_out_of_flow) - noted:
                del context.broken_out_of_flow[rest]
        return laid_out

    block.block_container_layout = block_container_layout
