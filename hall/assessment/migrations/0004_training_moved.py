import django.core.validators
from django.db import migrations, models

import portal.core.private_files


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0003_facts_behind'),
    ]

    operations = [
        migrations.AddField(
            model_name='trainingsession',
            name='moved_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='time or place changed at'),
        ),
        migrations.AlterField(
            model_name='trainingmaterial',
            name='file',
            field=models.FileField(blank=True, help_text='PDF, Word, PowerPoint, Excel or a picture, 20 MB at most.', storage=portal.core.private_files.PrivateStorage(), upload_to='training/%Y/%m', validators=[django.core.validators.FileExtensionValidator(['pdf', 'docx', 'pptx', 'xlsx', 'jpg', 'png'])], verbose_name='file'),
        ),
    ]
