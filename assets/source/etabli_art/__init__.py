"""The shared art helper of Établi's dioramas: see ../README.md.

palette  named paints (colour and finish) and their Blender materials
shapes   pure geometry with a paint per face: bevelled boxes, lathes, tubes, lofts, rounded slabs
people   simple figures with faces
light    the light rig every diorama shares
bake     Blender objects from shapes, texture bake, vertex-colour bake, glTF export, pictures, source stamps
"""
